package org.salonarchive.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ids taken from a sequence in one question; what a batch does not use is a gap. */
final class ReservedIds {

    private final Deque<Long> ids;

    private ReservedIds(Deque<Long> ids) {
        this.ids = ids;
    }

    static ReservedIds of(Connection connection, String sequence, int count) throws SQLException {
        Deque<Long> ids = new ArrayDeque<>(count + 1);
        try (PreparedStatement reserve =
                connection.prepareStatement("select nextval(?::regclass) from generate_series(1, ?)")) {
            reserve.setString(1, sequence);
            reserve.setInt(2, count);
            try (ResultSet rows = reserve.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return new ReservedIds(ids);
    }

    long next() {
        return ids.remove();
    }
}
