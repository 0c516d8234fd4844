package org.salonarchive.admin.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The operators. */
@ApplicationScoped
public class Operators {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");

    /** What an unknown name is measured against, so that it takes as long as a known one. */
    private final String nobody = Passwords.ofNobody();

    private final DataSource dataSource;

    Operators(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Whether there is any. */
    public boolean exist() throws SQLException {
        return !all().isEmpty();
    }

    /** All, by name. */
    public List<Operator> all() throws SQLException {
        List<Operator> operators = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask =
                        connection.prepareStatement("select id, name, password <> '' from operator order by name");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                operators.add(new Operator(row.getInt(1), row.getString(2), row.getBoolean(3)));
            }
        }
        return operators;
    }

    /** The operator of a name, however it is written. */
    public Optional<Operator> find(String name) throws SQLException {
        String wanted = normal(name);
        return all().stream().filter(operator -> operator.name().equals(wanted)).findFirst();
    }

    static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether an operator could be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(normal(name)).matches();
    }

    /** Why nobody can have this name and this password; empty when somebody can. */
    public static Optional<String> whyNot(String name, String password) {
        if (!isName(name)) {
            return Optional.of("A name has 1 to 100 letters, digits and . _ @ + -");
        }
        return Passwords.whyNot(password, normal(name));
    }

    /**
     * Makes an operator.
     *
     * @throws IllegalArgumentException when name or password cannot be taken; the message says why
     */
    public Operator make(String name, String password) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return make(connection, name, password);
        }
    }

    static Operator make(Connection transaction, String name, String password) throws SQLException {
        whyNot(name, password).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        try (PreparedStatement insert = transaction.prepareStatement(
                "insert into operator (name, password) values (?, ?) on conflict do nothing returning id")) {
            insert.setString(1, normal(name));
            insert.setString(2, Passwords.hash(password));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("There is an operator " + normal(name) + " already.");
                }
                return new Operator(row.getInt(1), normal(name), true);
            }
        }
    }

    /** The operator of a name that an OpenID provider vouches for; one that is made here has no password. */
    public Operator vouchedFor(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into operator (name, password) values (?, '') on conflict do nothing")) {
            insert.setString(1, normal(name));
            insert.executeUpdate();
        }
        return find(name).orElseThrow();
    }

    /** Removes an operator, whose sessions end with it. */
    public void remove(Operator operator) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from operator where id = ?")) {
            delete.setInt(1, operator.id());
            delete.executeUpdate();
        }
    }

    /**
     * Gives an operator another password; all sessions end, so that whoever knew the old one is out.
     *
     * @throws IllegalArgumentException when it cannot be taken; the message says why
     */
    public void changePassword(Operator operator, String password) throws SQLException {
        Passwords.whyNot(password, operator.name()).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        String hash = Passwords.hash(password);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        with changed as (update operator set password = ? where id = ? returning id)
                        update operator_session set ended_at = now()
                         where operator_id in (select id from changed) and ended_at is null""")) {
            update.setString(1, hash);
            update.setInt(2, operator.id());
            update.executeUpdate();
        }
    }

    /** The operator of this name, if the password is right; takes as long for a name that nobody has. */
    public Optional<Operator> authenticate(String name, String password) throws SQLException {
        Optional<Operator> operator = find(name);
        String hash = operator.isPresent() ? passwordOf(operator.get()) : "";
        boolean matches = Passwords.matches(password, hash.isEmpty() ? nobody : hash);
        return operator.filter(found -> matches && !hash.isEmpty());
    }

    private String passwordOf(Operator operator) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("select password from operator where id = ?")) {
            ask.setInt(1, operator.id());
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
