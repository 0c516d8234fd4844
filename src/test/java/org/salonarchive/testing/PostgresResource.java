package org.salonarchive.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.salonarchive.database.DatabaseUnavailable;
import org.salonarchive.database.EmbeddedPostgres;

/**
 * A real PostgreSQL for tests: the embedded one, in a folder below {@code target}, one for each JVM, and a
 * fresh database for whoever asks.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static EmbeddedPostgres server;

    /** A database of its own. */
    public record Database(String url, String user, String password) {

        /** Connections to it, a new one each time. */
        public DataSource dataSource() {
            PGSimpleDataSource dataSource = new PGSimpleDataSource();
            dataSource.setUrl(url);
            dataSource.setUser(user);
            dataSource.setPassword(password);
            return dataSource;
        }
    }

    /** An empty database. */
    public static synchronized Database fresh() {
        try {
            if (server == null) {
                Path target = Files.createDirectories(Path.of("target", "postgres"));
                server = EmbeddedPostgres.join(Files.createTempDirectory(target.toAbsolutePath(), "test-"));
            }
            String name = "test_" + DATABASES.incrementAndGet();
            try (Connection connection =
                            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
            return new Database(url, server.user(), server.password());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (DatabaseUnavailable | SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** A database with Salon's schema and nothing in it. */
    public static Database migrated() {
        Database database = fresh();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    @Override
    public Map<String, String> start() {
        Database database = fresh();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    /** The server goes with the JVM; other tests may still use it. */
    @Override
    public void stop() {}
}
