package org.salonarchive.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL that the operator names instead of the embedded one. */
public final class ConfiguredPostgres {

    /** The oldest major version whose SQL Salon's statements are written for. */
    private static final int OLDEST_VERSION = 15;

    private static final int PATIENCE_SECONDS = 10;

    private ConfiguredPostgres() {}

    /**
     * Sees whether it answers, lets the user in and is new enough, so that a mistake in the configuration is told
     * before anything starts.
     *
     * @param user empty when the URL names the user, or the driver's default is meant
     * @throws DatabaseUnavailable when it cannot be used; the message says which setting to look at
     */
    public static void check(String jdbcUrl, String user, String password) throws DatabaseUnavailable {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        properties.setProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(PATIENCE_SECONDS));
        try (Connection connection = DriverManager.getConnection(jdbcUrl, properties);
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("show server_version_num")) {
            version.next();
            int major = version.getInt(1) / 10_000;
            if (major < OLDEST_VERSION) {
                throw new DatabaseUnavailable("The database at " + shown(jdbcUrl) + " is PostgreSQL " + major
                        + ": Salon needs " + OLDEST_VERSION + " or newer.");
            }
        } catch (SQLException fault) {
            throw new DatabaseUnavailable(
                    "The database at " + shown(jdbcUrl) + " cannot be used (" + fault.getMessage() + "): "
                            + mend(fault),
                    fault);
        }
    }

    /** SQLSTATE classes of PostgreSQL: 08 connection, 28 authorization, 3D catalog name. */
    private static String mend(SQLException fault) {
        String state = fault.getSQLState() == null ? "" : fault.getSQLState();
        if (state.startsWith("28")) {
            return "see QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.";
        }
        if (state.startsWith("3D")) {
            return "create that database, or see QUARKUS_DATASOURCE_JDBC_URL.";
        }
        return "start it, or see QUARKUS_DATASOURCE_JDBC_URL.";
    }

    /** Without what stands after the question mark, where a password may. */
    private static String shown(String jdbcUrl) {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }
}
