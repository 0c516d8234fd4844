package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Adds messages to a list in bulk: one transaction a batch, rows by COPY, threads and counters by
 * set-based SQL. Writers of one database take turns (an advisory lock held to the end of the
 * transaction), so that each decides on what the one before it committed and two can never deadlock.
 */
@ApplicationScoped
public class BulkWriter {

    /** Names the turn of writers among all advisory locks: "SALON" in ASCII. */
    private static final long WRITERS_TURN = 0x53414C4F4EL;

    /** A batch of so few is mail that comes now; no {@link #settle} follows it. */
    private static final int FEW = 16;

    private final DataSource dataSource;

    BulkWriter(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What has to become true together with the messages, such as the checkpoint of their source. */
    @FunctionalInterface
    public interface Bookkeeping {
        void write(Connection transaction, WriteResult result) throws SQLException;
    }

    /**
     * Stores a batch. Either all of it is stored together with its bookkeeping, or nothing.
     *
     * @param listId the list that receives the messages
     * @param arrivals the messages in the order of their source; any of them may be known already
     * @throws SQLException when the database refused; the batch may be tried again
     */
    public WriteResult write(int listId, List<Arrival> arrivals, Bookkeeping bookkeeping) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                takeTurn(connection);
                index(connection, arrivals.size() <= FEW);
                WriteResult result = new BatchWrite(connection, listId).write(arrivals);
                bookkeeping.write(connection, result);
                CommitPoint.pass();
                connection.commit();
                CommitPoint.pass();
                return result;
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

    /**
     * How many words wait beside their index until PostgreSQL takes them into it all at once: 64 kB of mail that comes
     * singly, so that searches need not read them through; 32 MB while much is imported, which saves a seventh of an
     * import's time. Without a word of this it would be 4 MB. See {@link #settle}.
     */
    private static void index(Connection connection, boolean singly) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute(
                    singly
                            ? "set local gin_pending_list_limit = '64kB'"
                            : "set local gin_pending_list_limit = '32MB'; set local work_mem = '128MB'");
        }
    }

    /** Waits for the writers' turn, which ends with the transaction. */
    static void takeTurn(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, WRITERS_TURN);
            lock.execute();
        }
    }

    /**
     * Takes into the index of words what the last messages left waiting beside it, where every search would read it
     * through. PostgreSQL does so by itself, but only when there is more of it, or in its own time.
     */
    public void settle() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement settle = connection.prepareStatement(
                        "select gin_clean_pending_list('message_search_by_word'::regclass)")) {
            settle.execute();
        }
    }
}
