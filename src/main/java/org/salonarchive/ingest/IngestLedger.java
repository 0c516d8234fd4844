package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.Receipt;
import org.salonarchive.archive.WriteResult;
import org.salonarchive.archive.Zstandard;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Source;

/** Keeps runs, checkpoints and the quarantine in the database. */
@ApplicationScoped
class IngestLedger {

    private static final int PIECE_BYTES = 1 << 20;

    private final DataSource dataSource;

    IngestLedger(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Begins a run and gives its id. */
    long begin(Target target, Source source) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into ingest_run (list_id, source, source_id, size, state)
                        values (?, ?, ?, ?, 'running') returning id""")) {
            insert.setInt(1, target.listId());
            insert.setString(2, source.name());
            insert.setObject(
                    3, target.subscription().isPresent() ? target.subscription().getAsLong() : null, Types.BIGINT);
            insert.setLong(4, source.size());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The run under which what a source hands over today, by UTC, is counted; it is never open. */
    long runOfToday(Target target, String source) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement("""
                        select id from ingest_run
                         where source_id = ? and started_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
                         order by started_at limit 1""")) {
            find.setLong(1, target.subscription().orElseThrow());
            try (ResultSet row = find.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into ingest_run (list_id, source, source_id, state, ended_at)
                        values (?, ?, ?, 'done', now()) returning id""")) {
            insert.setInt(1, target.listId());
            insert.setString(2, source);
            insert.setLong(3, target.subscription().orElseThrow());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Notes that a source gave something just now. */
    void isWell(Connection transaction, Target target) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(
                "update source set succeeded_at = now(), failures = 0, error = null where id = ?")) {
            update.setLong(1, target.subscription().orElseThrow());
            update.executeUpdate();
        }
    }

    /** Ends a run; with a reason it failed. */
    int end(long run, Optional<String> failure) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update ingest_run set state = ?, ended_at = now(), error = ? where id = ?")) {
            update.setString(1, failure.isPresent() ? "failed" : "done");
            update.setString(2, failure.orElse(null));
            update.setLong(3, run);
            return update.executeUpdate();
        }
    }

    /** How far a source was read into a list before. */
    Optional<Checkpoint> checkpoint(int listId, String source) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        "select position from checkpoint where list_id = ? and source = ?")) {
            ask.setInt(1, listId);
            ask.setString(2, source);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Optional.of(new Checkpoint(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Writes, in the transaction of a batch's messages, all else that the batch means. */
    void finishBatch(
            Connection transaction, Target target, OptionalLong run, String source, Batch batch, WriteResult result)
            throws SQLException {
        target.condition().check(transaction);
        for (Reject reject : batch.rejects()) {
            quarantine(transaction, target.listId(), run, reject);
        }
        if (!batch.checkpoint().text().isEmpty()) {
            advance(transaction, target.listId(), source, batch.checkpoint());
        }
        if (run.isPresent()) {
            count(transaction, run.getAsLong(), batch, result);
        }
        if (target.subscription().isPresent() && !batch.arrivals().isEmpty()) {
            forgetVain(transaction, target.listId(), batch.arrivals());
        }
    }

    /** What a place would not give, and gave now, is not put aside any more. */
    private static void forgetVain(Connection transaction, int listId, List<Arrival> arrivals) throws SQLException {
        List<Receipt> receipts =
                arrivals.stream().map(arrival -> arrival.raw().receipt()).toList();
        try (PreparedStatement delete = transaction.prepareStatement("""
                delete from quarantine
                 where list_id = ? and size = 0
                   and (source, position) in (select * from unnest(?::text[], ?::bigint[]))""")) {
            delete.setInt(1, listId);
            delete.setArray(
                    2,
                    transaction.createArrayOf(
                            "text", receipts.stream().map(Receipt::source).toArray()));
            delete.setArray(
                    3,
                    transaction.createArrayOf(
                            "bigint", receipts.stream().map(Receipt::position).toArray()));
            delete.executeUpdate();
        }
    }

    /** Puts something aside in a transaction of its own. */
    void quarantine(int listId, OptionalLong run, Reject reject) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                quarantine(connection, listId, run, reject);
                connection.commit();
            } catch (SQLException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void advance(Connection transaction, int listId, String source, Checkpoint checkpoint)
            throws SQLException {
        try (PreparedStatement upsert = transaction.prepareStatement("""
                insert into checkpoint (list_id, source, position) values (?, ?, ?)
                    on conflict (list_id, source) do update
                   set position = excluded.position, updated_at = now()""")) {
            upsert.setInt(1, listId);
            upsert.setString(2, source);
            upsert.setString(3, checkpoint.text());
            upsert.executeUpdate();
        }
    }

    private static void count(Connection transaction, long run, Batch batch, WriteResult result) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("""
                update ingest_run run
                   set read = read + ?, added = added + ?, known = known + ?,
                       quarantined = quarantined + ?, bytes = bytes + ?, reached = greatest(reached, ?),
                       updated_at = now(), %s, %s
                 where id = ?""".formatted(tallied("defect"), tallied("left_out")))) {
            update.setLong(
                    1,
                    batch.arrivals().size()
                            + batch.rejects().size()
                            + batch.leftOut().size());
            update.setLong(2, result.added());
            update.setLong(3, result.known());
            update.setLong(4, batch.rejects().size());
            update.setLong(
                    5, batch.arrivals().stream().mapToLong(a -> a.raw().size()).sum());
            update.setLong(6, batch.bytesRead());
            update.setArray(
                    7,
                    transaction.createArrayOf(
                            "text",
                            batch.arrivals().stream()
                                    .flatMap(arrival -> arrival.defects().stream())
                                    .toArray()));
            update.setArray(
                    8,
                    transaction.createArrayOf(
                            "text", batch.leftOut().stream().map(Enum::name).toArray()));
            update.setLong(9, run);
            update.executeUpdate();
        }
    }

    /** Adds to a column of kinds and counts one for each kind that is given, as often as it is given. */
    private static String tallied(String column) {
        return """
                %1$s = (select coalesce(jsonb_object_agg(kind, messages), '{}')
                          from (select kind, sum(messages) as messages
                                  from (select key as kind, value::bigint as messages from jsonb_each_text(run.%1$s)
                                        union all
                                        select kind, 1 from unnest(?::text[]) as found (kind)) as each_one
                                 group by kind) as summed)""".formatted(column);
    }

    private static void quarantine(Connection transaction, int listId, OptionalLong run, Reject reject)
            throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement("""
                insert into quarantine (list_id, run_id, source, position, reason, sha256, size,
                                        separator, quoting, fidelity, received_at, legacy_link)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (list_id, sha256) do nothing
                returning id""")) {
            insert.setInt(1, listId);
            insert.setObject(2, run.isPresent() ? run.getAsLong() : null, Types.BIGINT);
            Receipt receipt = reject.receipt();
            insert.setString(3, receipt.source());
            insert.setLong(4, receipt.position());
            insert.setString(5, reject.reason());
            insert.setBytes(6, reject.sha256());
            insert.setLong(7, reject.size());
            insert.setBytes(8, receipt.separator());
            insert.setString(9, receipt.quoting());
            insert.setInt(10, receipt.fidelity().column());
            insert.setObject(
                    11,
                    receipt.receivedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setArray(
                    12,
                    transaction.createArrayOf(
                            "text",
                            receipt.legacyLinks().stream().map(LegacyLink::line).toArray()));
            try (ResultSet row = insert.executeQuery()) {
                if (row.next()) {
                    pieces(transaction, row.getLong(1), reject);
                }
            }
        }
    }

    private static void pieces(Connection transaction, long quarantineId, Reject reject) throws SQLException {
        try (InputStream bytes = reject.bytes().open();
                PreparedStatement insert = transaction.prepareStatement(
                        "insert into quarantine_piece (quarantine_id, piece, bytes) values (?, ?, ?)")) {
            byte[] piece = bytes.readNBytes(PIECE_BYTES);
            for (int number = 0; piece.length > 0; number++) {
                insert.setLong(1, quarantineId);
                insert.setInt(2, number);
                insert.setBytes(3, Zstandard.compress(piece));
                insert.executeUpdate();
                piece = bytes.readNBytes(PIECE_BYTES);
            }
        } catch (IOException unreadable) {
            throw new IngestFailure(
                    "The bytes of a message that was put aside cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
