package org.salonarchive.archive;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction of one writer, while all others wait. */
public final class WritersTurn {

    private WritersTurn() {}

    /** What is written in a turn. */
    @FunctionalInterface
    public interface Work<T> {

        /** Writes; when it throws, nothing is written. */
        T on(Connection transaction) throws SQLException;
    }

    /** Takes a turn, and commits what the work has written. */
    public static <T> T take(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BulkWriter.takeTurn(connection);
                T done = work.on(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
