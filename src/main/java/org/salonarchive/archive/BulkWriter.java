package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Adds messages to a list in bulk: one transaction a batch, rows by COPY, threads and counters by
 * set-based SQL. Writers of one database take turns (an advisory lock held to the end of the
 * transaction), so that each decides on what the one before it committed and two can never deadlock.
 */
@ApplicationScoped
public class BulkWriter {

    /** Names the turn of writers among all advisory locks: "SALON" in ASCII. */
    private static final long WRITERS_TURN = 0x53414C4F4EL;

    /** Of so many messages whose words were written anew the old ones are swept at once. */
    private static final int SWEPT = 10_000;

    private static final Logger LOG = Logger.getLogger(BulkWriter.class);

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
            BatchWrite batch = new BatchWrite(connection, listId);
            WriteResult result;
            connection.setAutoCommit(false);
            try {
                takeTurn(connection);
                result = batch.write(arrivals);
                bookkeeping.write(connection, result);
                CommitPoint.pass();
                connection.commit();
                CommitPoint.pass();
            } catch (IOException broken) {
                connection.rollback();
                throw BinaryCopy.asSql(broken);
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
            if (batch.merged() >= SWEPT) {
                sweep(connection);
            }
            return result;
        }
    }

    /** Waits for the writers' turn, which ends with the transaction. */
    static void takeTurn(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, WRITERS_TURN);
            lock.execute();
        }
    }

    /** Makes few segments of the many that the last messages have left, into each of which a search would look. */
    public void settle() throws SQLException {
        WritersTurn.take(dataSource, transaction -> new SearchSegments(transaction).settle());
        try (Connection connection = dataSource.getConnection()) {
            sweep(connection);
        }
    }

    /** What segments have left takes room until PostgreSQL sweeps it, which in the midst of an import would be late. */
    private static void sweep(Connection connection) {
        try (Statement vacuum = connection.createStatement()) {
            vacuum.execute("vacuum search_chunk");
        } catch (SQLException later) {
            LOG.debugf("PostgreSQL will sweep the index of words by itself: %s", later.getMessage());
        }
    }
}
