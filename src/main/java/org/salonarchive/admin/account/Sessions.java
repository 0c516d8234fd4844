package org.salonarchive.admin.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who is signed in. A session ends when it is signed out, when its operator's password changes, an hour after its last
 * page and half a day after it began; whichever node it is asked, the answer is the same. An operator without a password
 * is one only as long as the configuration names them.
 */
@ApplicationScoped
public class Sessions {

    private static final String LIVE = "s.ended_at is null and s.used_at > now() - interval '1 hour'"
            + " and s.created_at > now() - interval '12 hours'";

    private final DataSource dataSource;
    private final OpenIdProvider provider;

    Sessions(DataSource dataSource, OpenIdProvider provider) {
        this.dataSource = dataSource;
        this.provider = provider;
    }

    /** Begins one; what is long over is forgotten. */
    public Token open(Operator operator, String address) throws SQLException {
        Token token = Token.random();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(
                        "delete from operator_session where created_at < now() - interval '30 days'");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into operator_session (token_hash, operator_id, address) values (?, ?, ?)")) {
            forget.executeUpdate();
            insert.setBytes(1, token.hash());
            insert.setInt(2, operator.id());
            insert.setString(3, Guesses.network(address));
            insert.executeUpdate();
        }
        return token;
    }

    /** Who has this token, while the session lasts. */
    public Optional<Operator> find(Token token) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        select o.id, o.name, o.password <> '', s.used_at < now() - interval '1 minute'
                          from operator_session s join operator o on o.id = s.operator_id
                         where s.token_hash = ? and\s""" + LIVE)) {
            ask.setBytes(1, token.hash());
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Operator operator = new Operator(row.getInt(1), row.getString(2), row.getBoolean(3));
                if (!operator.hasPassword() && !provider.admits(operator.name())) {
                    return Optional.empty();
                }
                if (row.getBoolean(4)) {
                    tell(connection, "update operator_session set used_at = now() where token_hash = ?", token);
                }
                return Optional.of(operator);
            }
        }
    }

    /** Ends one. */
    public void end(Token token) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            tell(connection, "update operator_session set ended_at = now() where token_hash = ?", token);
        }
    }

    private static void tell(Connection connection, String statement, Token token) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            update.setBytes(1, token.hash());
            update.executeUpdate();
        }
    }
}
