package org.salonarchive.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.salonarchive.database.DatabaseUnavailable;
import org.salonarchive.database.EmbeddedPostgres;

/**
 * A real PostgreSQL for tests, and a database of its own for whoever asks. It is the embedded one in
 * {@code target/postgres}, which test runs share as commands do, so that only the first has to make it; or the
 * one that SALON_TEST_JDBC_URL, SALON_TEST_JDBC_USER and SALON_TEST_JDBC_PASSWORD name, whose user may create
 * databases. Databases are dropped when the run ends, or by the next one.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    /** Where what one class loader has started is told to the others, which could not start it a second time. */
    private static final String SHARED = "test.postgres.";

    private static final String PREFIX = "test_";

    private static final Optional<String> EXTERNAL = Optional.ofNullable(System.getenv("SALON_TEST_JDBC_URL"));

    private static Optional<Database> template = Optional.empty();

    private Optional<Database> application = Optional.empty();

    /** A database and who may use it. */
    public record Database(String url, String user, String password) {

        /** Connections to it, a new one each time. */
        public DataSource dataSource() {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(url);
            dataSource.setUser(user);
            dataSource.setPassword(password);
            return dataSource;
        }

        private String name() {
            return url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        }

        private Database named(String name) {
            return new Database(url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1"), user, password);
        }
    }

    /** An empty database. */
    public static Database fresh() {
        return create("");
    }

    /** A database with Salon's schema and nothing in it. */
    public static synchronized Database migrated() {
        if (template.isEmpty()) {
            Database first = fresh();
            Flyway.configure()
                    .dataSource(first.url(), first.user(), first.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            template = Optional.of(first);
        }
        return create(" template " + template.get().name());
    }

    @Override
    public Map<String, String> start() {
        Database database = fresh();
        application = Optional.of(database);
        return Map.of(
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    /** The server goes with the JVM; other tests may still use it. */
    @Override
    public void stop() {
        application.ifPresent(PostgresResource::drop);
        application = Optional.empty();
    }

    private static Database create(String like) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Database database = server().named(PREFIX + ProcessHandle.current().pid() + "_" + random);
        execute("create database " + database.name() + like);
        if (EXTERNAL.isPresent()) {
            // Whether others still use theirs, cannot be told on a server that machines share.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(database)));
        }
        return database;
    }

    private static void drop(Database database) {
        execute("drop database if exists " + database.name() + " with (force)");
    }

    private static void execute(String statement) {
        try (Connection connection = server().dataSource().getConnection();
                Statement executor = connection.createStatement()) {
            executor.execute(statement);
        } catch (SQLException fault) {
            throw new IllegalStateException(statement + ": " + fault.getMessage(), fault);
        }
    }

    private static Database server() {
        synchronized (System.getProperties()) {
            if (System.getProperty(SHARED + "url") == null) {
                Database server = started();
                System.setProperty(SHARED + "user", server.user());
                System.setProperty(SHARED + "password", server.password());
                System.setProperty(SHARED + "url", server.url());
                if (EXTERNAL.isEmpty()) {
                    dropForgotten(server);
                }
            }
            return new Database(
                    System.getProperty(SHARED + "url"),
                    System.getProperty(SHARED + "user"),
                    System.getProperty(SHARED + "password"));
        }
    }

    private static Database started() {
        if (EXTERNAL.isPresent()) {
            return new Database(
                    EXTERNAL.get(),
                    System.getenv().getOrDefault("SALON_TEST_JDBC_USER", "salon"),
                    System.getenv().getOrDefault("SALON_TEST_JDBC_PASSWORD", ""));
        }
        try {
            EmbeddedPostgres joined = EmbeddedPostgres.join(Path.of("target"));
            return new Database(joined.jdbcUrl(), joined.user(), joined.password());
        } catch (DatabaseUnavailable unavailable) {
            throw new IllegalStateException(unavailable.getMessage(), unavailable);
        }
    }

    /** Drops the databases of processes that have ended. */
    private static void dropForgotten(Database server) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            List<String> forgotten = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select datname from pg_database where datname ~ '^test_[0-9]+_[0-9a-f]+$'")) {
                while (names.next()) {
                    String name = names.getString(1);
                    if (ProcessHandle.of(Long.parseLong(name.split("_", -1)[1])).isEmpty()) {
                        forgotten.add(name);
                    }
                }
            }
            for (String name : forgotten) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault.getMessage(), fault);
        }
    }
}
