package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.database.DatabaseUnavailable;
import org.salonarchive.database.EmbeddedPostgres;
import org.salonarchive.testing.Program;

/**
 * PostgreSQL that dies amid an import, or is stopped as {@code pg_ctl stop -m immediate} does, is started again, and
 * the import goes on: nothing lost, nothing doubled.
 */
class DatabaseKillIT {

    private static final int KILLS = Integer.getInteger("salon.test.database-kills", 3);
    private static final int MESSAGES = 2_000 * KILLS;

    @TempDir
    Path folder;

    private Path mbox() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            text.append("From mboxrd@z Wed Jan  1 00:00:00 2025\nMessage-ID: <%d@crash.example>\n".formatted(i))
                    .append("From: Writer <w%d@crash.example>\nSubject: number %d\n".formatted(i % 7, i))
                    .append("Date: Wed, 1 Jan 2025 00:00:00 +0000\n\nText of number %d.\n\n".formatted(i));
        }
        return Files.writeString(folder.resolve("list.mbox"), text, StandardCharsets.US_ASCII);
    }

    private static Optional<ProcessHandle> postmaster(Path dataDir) throws IOException {
        Path file = dataDir.resolve("postgres/cluster/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    }

    /** Whether it lets clients in. */
    private static boolean isReady(Path dataDir) throws IOException {
        Path file = dataDir.resolve("postgres/cluster/postmaster.pid");
        return Files.exists(file)
                && Files.readAllLines(file).stream()
                        .anyMatch(line -> line.strip().equals("ready"));
    }

    /** Whether the import has stored anything; looked up without joining those who start PostgreSQL again. */
    private static boolean hasBegun(Path dataDir) throws IOException {
        Path home = dataDir.resolve("postgres");
        if (!Files.exists(home.resolve("port"))) {
            return false;
        }
        String url = "jdbc:postgresql://127.0.0.1:"
                + Files.readString(home.resolve("port")).strip() + "/salon";
        try (Connection connection = DriverManager.getConnection(
                        url, "salon", Files.readString(home.resolve("password")).strip());
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select exists (select from list_message)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Test
    void goesOnWhenPostgresqlComesBack() throws IOException, InterruptedException, SQLException, DatabaseUnavailable {
        Path dataDir = folder.resolve("data");
        Path mbox = mbox();
        Program salon = Program.on(dataDir).with("-Dsalon.ingest.batch-messages=20");
        assertThat(salon.run("list", "create", "crash").status()).isZero();
        Path output = folder.resolve("import.out");
        Process process = salon.start(output, "import", "--list", "crash", mbox.toString());
        while (!hasBegun(dataDir) && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
            // A command whose database dies while it starts ends with status 3: nothing was begun.
        }
        Random random = new Random(20250901);
        int killed = 0;
        while (killed < KILLS && !process.waitFor(500 + random.nextInt(2_000), TimeUnit.MILLISECONDS)) {
            Optional<ProcessHandle> postmaster = postmaster(dataDir);
            // Every third may hit one that is starting; if all did, nothing would ever be imported.
            if (postmaster.isPresent() && (killed % 3 == 2 || isReady(dataDir))) {
                // SIGQUIT is the immediate shutdown.
                Program.signal(postmaster.get().pid(), killed % 2 == 0 ? "QUIT" : "KILL");
                killed++;
            }
        }
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as(Files.readString(output))
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        System.out.printf("PostgreSQL ended %d times amid %,d messages%n", killed, MESSAGES);
        assertThat(killed)
                .as("times that PostgreSQL was killed before the import ended")
                .isPositive();
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir);
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("""
                        select (select count(*) from list_message), (select count(*) from raw_message),
                               (select count(distinct sha256) from raw_message),
                               (select message_count from mailing_list where name = 'crash')""")) {
            row.next();
            for (int column = 1; column <= 4; column++) {
                assertThat(row.getInt(column)).as("count " + column).isEqualTo(MESSAGES);
            }
        }
    }
}
