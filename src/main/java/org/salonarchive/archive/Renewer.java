package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Writes again what is derived of stored messages, and only where it differs: each call is one transaction
 * that leaves everything true, so that work can end after any of them. Addresses, numbers and bytes never
 * change, and readers see what was before until it is committed.
 */
@ApplicationScoped
public class Renewer {

    private static final int COUNTED_TOGETHER = 1_000;

    /** The next ids after one; both numbers are ours. */
    private static final String SENDERS = "select id from sender where id > %d order by id limit %d";

    private static final String LISTS = "select id from mailing_list where id > %d order by id limit %d";

    private static final String THREADS = """
            select thread_id from (
                   (select distinct thread_id from list_thread where thread_id > %1$d order by 1 limit %2$d)
             union (select distinct thread_id from message where thread_id > %1$d order by 1 limit %2$d)) as thread
             order by 1 limit %2$d""";

    private final DataSource dataSource;

    Renewer(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @FunctionalInterface
    private interface Work {
        Renewed on(Connection transaction) throws SQLException, IOException;
    }

    /** Brings the rows of messages, and all that hangs on them but the words, to what their bytes say. */
    public Renewed rows(List<Renewal> batch) throws SQLException {
        boolean same = batch.stream()
                .allMatch(renewal ->
                        renewal.differencesFrom(Derived.of(renewal.arrival())).isEmpty());
        return same
                ? new Renewed()
                : inTurn(transaction ->
                        new DerivedRows(transaction).renew(stillBest(transaction, batch, Renewal::stored)));
    }

    /** Indexes the words of messages anew. */
    public Renewed words(List<Renewal> batch) throws SQLException {
        return inTurn(transaction -> {
            List<SearchRows.Words> words = stillBest(transaction, batch, Renewal::stored).stream()
                    .map(renewal -> new SearchRows.Words(renewal.id(), renewal.arrival()))
                    .toList();
            Renewed renewed = new Renewed();
            renewed.changed(
                    Difference.TEXT, new SearchRows(transaction).index(words).size());
            return renewed;
        });
    }

    /** Places messages anew as their stored references ask for. */
    public Renewed threads(List<StoredMessage> batch) throws SQLException {
        return inTurn(transaction -> {
            ThreadWeaver weaver = new ThreadWeaver(transaction);
            weaver.weaveAnew(stillBest(transaction, batch, Function.identity()).stream()
                    .map(message -> message.derived().skeleton(message.id()))
                    .toList());
            Set<Long> moved = weaver.moved();
            if (!moved.isEmpty()) {
                new Recount(transaction).of(List.of(), weaver.touchedThreads());
            }
            Renewed renewed = new Renewed();
            renewed.changed(Difference.THREAD, moved.size());
            return renewed;
        });
    }

    /** Counts anew what lists have of senders, threads and volumes; a stretch of each in a transaction. */
    public Renewed counts() throws SQLException {
        Renewed renewed = new Renewed();
        for (List<Long> ids = next(SENDERS, 0); !ids.isEmpty(); ids = next(SENDERS, last(ids))) {
            List<Long> senders = ids;
            renewed.add(counted(recount -> recount.names(senders) + recount.senders(senders)));
        }
        for (List<Long> ids = next(THREADS, 0); !ids.isEmpty(); ids = next(THREADS, last(ids))) {
            List<Long> threads = ids;
            renewed.add(counted(recount -> recount.threads(threads)));
        }
        for (List<Long> ids = next(LISTS, 0); !ids.isEmpty(); ids = next(LISTS, last(ids))) {
            for (Long list : ids) {
                renewed.add(counted(recount -> recount.list(list.intValue())));
            }
        }
        return renewed;
    }

    /** Leaves out those of which an import has brought a better form since they were read: it has made them anew. */
    private static <T> List<T> stillBest(Connection transaction, List<T> batch, Function<T, StoredMessage> stored)
            throws SQLException {
        Map<Long, Long> best = StoredMessages.bestForms(
                transaction, batch.stream().map(each -> stored.apply(each).id()).toList());
        return batch.stream()
                .filter(each -> best.getOrDefault(stored.apply(each).id(), -1L)
                        == stored.apply(each).best().id())
                .toList();
    }

    private static long last(List<Long> ids) {
        return ids.get(ids.size() - 1);
    }

    private List<Long> next(String sql, long after) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(sql.formatted(after, COUNTED_TOGETHER));
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    @FunctionalInterface
    private interface Counting {
        int by(Recount recount) throws SQLException;
    }

    private Renewed counted(Counting counting) throws SQLException {
        return inTurn(transaction -> {
            Renewed renewed = new Renewed();
            renewed.counted(counting.by(new Recount(transaction)));
            return renewed;
        });
    }

    private Renewed inTurn(Work work) throws SQLException {
        return inTransaction(transaction -> {
            BulkWriter.takeTurn(transaction);
            return work.on(transaction);
        });
    }

    private Renewed inTransaction(Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Renewed renewed = work.on(connection);
                CommitPoint.pass();
                connection.commit();
                CommitPoint.pass();
                return renewed;
            } catch (IOException broken) {
                connection.rollback();
                throw BinaryCopy.asSql(broken);
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
