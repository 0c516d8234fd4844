package org.salonarchive.search;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.index.ChunkPacking;

/** A transaction that begins with its first question: many searches need none, since what they ask is remembered. */
final class SearchTransaction implements AutoCloseable {

    private final DataSource dataSource;
    private @Nullable Connection connection;
    private @Nullable ChunkPacking packing;

    SearchTransaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    boolean hasBegun() {
        return connection != null;
    }

    /** Its connection, from the first use on. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = dataSource.getConnection();
            connection = open;
            open.setAutoCommit(false);
        }
        return open;
    }

    /** What unpacks the chunks that it reads. */
    ChunkPacking packing() {
        ChunkPacking open = packing;
        if (open == null) {
            open = new ChunkPacking();
            packing = open;
        }
        return open;
    }

    @Override
    public void close() throws SQLException {
        if (packing != null) {
            packing.close();
        }
        if (connection != null) {
            try (Connection returned = connection) {
                returned.rollback();
                returned.setAutoCommit(true);
            }
        }
    }
}
