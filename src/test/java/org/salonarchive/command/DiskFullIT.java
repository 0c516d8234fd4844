package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.database.DatabaseUnavailable;
import org.salonarchive.database.EmbeddedPostgres;
import org.salonarchive.testing.Program;

/** A disk that fills amid an import makes it wait; once there is room, it goes on, and nothing is lost. */
class DiskFullIT {

    private static final int MESSAGES = 700;
    private static final int BYTES_A_MESSAGE = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    Path folder;

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private Path mbox() throws IOException {
        Random random = new Random(20251201);
        Path file = folder.resolve("list.mbox");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            byte[] noise = new byte[BYTES_A_MESSAGE];
            for (int i = 0; i < MESSAGES; i++) {
                random.nextBytes(noise);
                out.write(
                        "From mboxrd@z Wed Jan  1 00:00:00 2025\nMessage-ID: <%1$d@full.example>\nSubject: number %1$d\n\n"
                                .formatted(i));
                out.write(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(noise));
                out.write("\n\n");
            }
        }
        return file;
    }

    @Test
    void waitsForRoomAndGoesOn() throws IOException, InterruptedException, SQLException, DatabaseUnavailable {
        Path small = Files.createDirectory(folder.resolve("small"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", small.toString()) == 0;
        if (!mounted && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("No small disk can be mounted, and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(mounted, "skipped: no small disk can be mounted here");
        try {
            Path output = folder.resolve("import.out");
            Path dataDir = small.resolve("data");
            Process process = Program.on(dataDir).start(output, "import", "--list", "full", mbox().toString());
            Instant end = Instant.now().plus(PATIENCE);
            while (!Files.readString(output).matches("(?s).*(PostgreSQL is gone|has been closed).*")
                    && Instant.now().isBefore(end)
                    && !process.waitFor(200, TimeUnit.MILLISECONDS)) {
                // Fills.
            }
            assertThat(process.isAlive())
                    .as("it waits: " + Files.readString(output))
                    .isTrue();
            assertThat(run("mount", "-o", "remount,size=1g", small.toString())).isZero();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            assertThat(counts(dataDir)).containsOnly((long) MESSAGES);
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    private static List<Long> counts(Path dataDir) throws SQLException, DatabaseUnavailable {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir);
                Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select (select count(*) from list_message),"
                        + " (select count(distinct message_id) from message), (select count(*) from raw_message)")) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }
}
