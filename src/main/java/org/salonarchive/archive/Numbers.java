package org.salonarchive.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The numbers that a list gives to its messages. A message that Pipermail has numbered keeps that number where it is
 * free; all others continue the sequence behind every number that is known to have been given, here or there.
 */
final class Numbers {

    /** So far apart that a mistaken number of an old page cannot use the sequence up. */
    private static final int LARGEST_KEPT = 99_999_999;

    private final Set<Integer> taken;
    private int last;

    private Numbers(int last, Set<Integer> taken) {
        this.last = last;
        this.taken = taken;
    }

    /** Locks the list, whose counters follow. */
    static Numbers of(Connection connection, int listId, List<Arrival> arrivals) throws SQLException {
        int last = last(connection, listId);
        List<Integer> known = arrivals.stream()
                .flatMap(arrival -> arrival.legacyLinks().stream())
                .flatMap(link -> ofPage(link).stream().boxed())
                .distinct()
                .toList();
        Set<Integer> taken = known.isEmpty() ? new HashSet<>() : taken(connection, listId, known);
        return new Numbers(known.stream().reduce(last, Math::max), taken);
    }

    private static OptionalInt ofPage(LegacyLink link) {
        return link instanceof LegacyLink.Page page
                        && page.scheme() == LegacyLink.Scheme.PIPERMAIL
                        && page.number() <= LARGEST_KEPT
                ? OptionalInt.of(page.number())
                : OptionalInt.empty();
    }

    private static int last(Connection connection, int listId) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("select last_number from mailing_list where id = ? for update")) {
            ask.setInt(1, listId);
            try (ResultSet rows = ask.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("The list was removed while messages were being added to it.");
                }
                return rows.getInt(1);
            }
        }
    }

    private static Set<Integer> taken(Connection connection, int listId, List<Integer> numbers) throws SQLException {
        Set<Integer> taken = new HashSet<>();
        try (PreparedStatement ask =
                connection.prepareStatement("select number from list_message where list_id = ? and number = any (?)")) {
            ask.setInt(1, listId);
            ask.setArray(2, connection.createArrayOf("integer", numbers.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    taken.add(rows.getInt(1));
                }
            }
        }
        return taken;
    }

    /** The number of a message that the list has not had. */
    int next(Arrival arrival) {
        for (LegacyLink link : arrival.legacyLinks()) {
            OptionalInt kept = ofPage(link);
            if (kept.isPresent() && taken.add(kept.getAsInt())) {
                return kept.getAsInt();
            }
        }
        return ++last;
    }

    /** Notes the last number, for the next batch. */
    void keep(Connection connection, int listId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update mailing_list set last_number = ? where id = ? and last_number <> ?")) {
            update.setInt(1, last);
            update.setInt(2, listId);
            update.setInt(3, last);
            update.executeUpdate();
        }
    }
}
