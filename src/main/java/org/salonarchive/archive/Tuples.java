package org.salonarchive.archive;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of questions in SQL, and their columns. */
final class Tuples {

    private Tuples() {}

    /** Asks with the parameters ?1, ?2 and so on. */
    static List<Tuple> ask(EntityManager database, String sql, Object... parameters) {
        var query = database.createNativeQuery(sql, Tuple.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        List<Tuple> rows = new ArrayList<>();
        for (Object row : query.getResultList()) {
            rows.add((Tuple) row);
        }
        return rows;
    }

    static int number(Tuple row, String column) {
        return row.get(column, Number.class).intValue();
    }

    static Instant instant(Tuple row, String column) {
        return row.get(column, Instant.class);
    }
}
