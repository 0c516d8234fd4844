package org.salonarchive.admin.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Slows down guessing. After four wrong passwords each further one has to wait, 5 s at first and twice as long each
 * time; it is counted for the account (at most 30 s, so that nobody can keep its owner out for long) and for the
 * address (at most a minute), on all nodes together. Where the owner signed in from before, only the address counts.
 * An hour without a guess forgets them.
 */
@ApplicationScoped
public class Guesses {

    private static final int LONGEST_FOR_ACCOUNT = 30;
    private static final int LONGEST_FOR_ADDRESS = 60;

    /** Seconds to wait after the last guess. */
    private static final String WAIT =
            "case when g.failures < 4 then 0 else least(?, 5 * power(2, least(g.failures - 4, 10))) end";

    private final DataSource dataSource;

    Guesses(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** One of the two that are counted. */
    private record Counted(byte[] subject, int longest) {}

    /**
     * Counts a guess before it is looked at, so that many at once count as many.
     *
     * @return how long to wait when it may not be looked at yet; such a one is not counted
     */
    Optional<Duration> count(String name, String address) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                List<Counted> counted = counted(connection, name, address);
                for (Counted one : counted) {
                    if (!count(connection, one)) {
                        connection.rollback();
                        return Optional.of(rest(connection, one));
                    }
                }
                connection.commit();
                return Optional.empty();
            } catch (SQLException fault) {
                connection.rollback();
                throw fault;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Always in the same order, so that two transactions never wait for each other. */
    private static List<Counted> counted(Connection connection, String name, String address) throws SQLException {
        Counted byAddress = new Counted(Token.sha256("address " + network(address)), LONGEST_FOR_ADDRESS);
        if (isKnown(connection, name, address)) {
            return List.of(byAddress);
        }
        return List.of(byAddress, new Counted(account(name), LONGEST_FOR_ACCOUNT));
    }

    private static byte[] account(String name) {
        return Token.sha256("account " + Operators.normal(name));
    }

    private static boolean isKnown(Connection connection, String name, String address) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("""
                select exists (select from operator_session s join operator o on o.id = s.operator_id
                                where o.name = ? and s.address = ?)""")) {
            ask.setString(1, Operators.normal(name));
            ask.setString(2, network(address));
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean count(Connection connection, Counted counted) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("""
                insert into sign_in_guess as g (subject, failures, last_at) values (?, 1, now())
                on conflict (subject) do update
                   set failures = case when g.last_at < now() - interval '1 hour' then 1 else g.failures + 1 end,
                       last_at = now()
                 where g.last_at + make_interval(secs => %s) <= now()
                returning failures""".formatted(WAIT))) {
            count.setBytes(1, counted.subject());
            count.setInt(2, counted.longest());
            try (ResultSet row = count.executeQuery()) {
                return row.next();
            }
        }
    }

    private static Duration rest(Connection connection, Counted counted) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select ceil(extract(epoch from g.last_at - now()) + "
                + WAIT + ") from sign_in_guess g where g.subject = ?")) {
            ask.setInt(1, counted.longest());
            ask.setBytes(2, counted.subject());
            try (ResultSet row = ask.executeQuery()) {
                return Duration.ofSeconds(row.next() ? Math.max(1, row.getLong(1)) : 1);
            }
        }
    }

    /** After a right password; what nobody guesses at any more is forgotten too. */
    void forgive(String name, String address) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from sign_in_guess"
                        + " where subject in (?, ?) or last_at < now() - interval '1 day'")) {
            delete.setBytes(1, account(name));
            delete.setBytes(2, Token.sha256("address " + network(address)));
            delete.executeUpdate();
        }
    }

    /** Whoever has one address of IPv6 has 2^64 of them. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] words = address.replaceFirst("%.*", "").split(":", -1);
        return String.join(":", List.of(words).subList(0, Math.min(4, words.length))) + "::";
    }
}
