package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import org.salonarchive.testing.PostgresResource;

/** Folders for tests that make databases of their own, and questions to these. */
final class Prepared {

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private Prepared() {}

    /** PostgreSQL's folder of a data directory, whose binaries are those that all tests share. */
    static Path folder(Path dataDir) throws IOException {
        PostgresResource.fresh();
        Path folder = Files.createDirectories(dataDir.resolve("postgres"));
        String binaries = Binaries.NAME;
        Files.createSymbolicLink(
                folder.resolve(binaries),
                Path.of("target", "postgres", binaries).toAbsolutePath());
        return folder;
    }

    /** Takes the shared binaries away again, which must not be deleted with the folder. */
    static void unlink(Path folder) throws IOException {
        Files.delete(folder.resolve(Binaries.NAME));
    }

    /** The main process of a folder's server. */
    static long postmaster(Path folder) {
        return Postmaster.of(folder.resolve("cluster")).orElseThrow().pid();
    }

    /** Whether a server runs in a folder. */
    static boolean runs(Path folder) {
        Path cluster = folder.resolve("cluster");
        return Postmaster.of(cluster).filter(server -> server.isAlive(cluster)).isPresent();
    }

    /** Ends the server as a crash does. */
    static void kill(Path folder) {
        ProcessHandle.of(postmaster(folder)).orElseThrow().destroyForcibly();
    }

    /** The only value that a statement answers with; empty for one that answers nothing. */
    static String ask(EmbeddedPostgres database, String sql) throws SQLException {
        return ask(database.jdbcUrl(), database.user(), database.password(), sql);
    }

    static String ask(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Waits for what another process does. */
    static void await(String what, BooleanSupplier done) throws DatabaseUnavailable {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain: " + what);
            }
            Pause.millis(20);
        }
    }

    /** Whether somebody else runs a statement with this word in it now. */
    static boolean asksFor(EmbeddedPostgres database, String word) {
        try {
            return ask(
                            database,
                            "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
                                    + " and query like '%" + word + "%'")
                    .equals("1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Whether the database answers. */
    static boolean answers(EmbeddedPostgres database) {
        try {
            return ask(database, "select 1").equals("1");
        } catch (SQLException notYet) {
            return false;
        }
    }
}
