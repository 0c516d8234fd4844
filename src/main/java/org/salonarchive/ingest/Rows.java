package org.salonarchive.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks the database for a few rows and makes a value of each. */
public final class Rows {

    private Rows() {}

    /** What a row means. */
    @FunctionalInterface
    public interface Meaning<T> {
        T of(ResultSet row) throws SQLException;
    }

    /**
     * All rows that answer a question, in its order.
     *
     * @param parameters in the order of the question's marks
     */
    public static <T> List<T> ask(DataSource dataSource, Meaning<T> meaning, String question, Object... parameters)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(question)) {
            for (int i = 0; i < parameters.length; i++) {
                ask.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    found.add(meaning.of(row));
                }
            }
        }
        return found;
    }

    /** A time, where there is one. */
    public static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
