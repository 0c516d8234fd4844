package org.salonarchive.admin.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The link by which the first operator is made: good once, for a day, and only while there is no operator. Several
 * nodes that start at once print one each; the first that is used makes the others worthless.
 */
@ApplicationScoped
public class Invitations {

    private final DataSource dataSource;
    private final Operators operators;

    Invitations(DataSource dataSource, Operators operators) {
        this.dataSource = dataSource;
        this.operators = operators;
    }

    /** A new one; empty when there is an operator, who can make others. */
    public Optional<Token> invite() throws SQLException {
        if (operators.exist()) {
            return Optional.empty();
        }
        Token token = Token.random();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        with forgotten as (delete from operator_invitation where expires_at < now())
                        insert into operator_invitation (token_hash, expires_at)
                        values (?, now() + interval '24 hours')""")) {
            insert.setBytes(1, token.hash());
            insert.executeUpdate();
        }
        return Optional.of(token);
    }

    /** Whether this one can still be used. */
    public boolean isGood(Token token) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return isGood(connection, token);
        }
    }

    private static boolean isGood(Connection connection, Token token) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("""
                select not exists (select from operator)
                   and exists (select from operator_invitation where token_hash = ? and expires_at > now())""")) {
            ask.setBytes(1, token.hash());
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Makes the first operator.
     *
     * @return empty when the invitation is no longer good
     * @throws IllegalArgumentException when name or password cannot be taken; the message says why
     */
    public Optional<Operator> accept(Token token, String name, String password) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                // Of two that come at once, the second sees the first.
                statement.execute("lock table operator in share row exclusive mode");
                if (!isGood(connection, token)) {
                    connection.rollback();
                    return Optional.empty();
                }
                Operator operator = Operators.make(connection, name, password);
                statement.execute("delete from operator_invitation");
                connection.commit();
                return Optional.of(operator);
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
