package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.ArchiveSnapshot;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/**
 * Whenever the packaged program dies during an import, importing again gives the archive that an
 * undisturbed import gives: nothing lost, nothing doubled.
 */
class ImportKillIT {

    private static final int MESSAGES = 40;
    private static final int KILLED = 137;

    /** Random kills; a profile asks for more. */
    private static final int RANDOM_KILLS = Integer.getInteger("salon.test.kills", 4);

    @TempDir
    Path folder;

    private Path mbox;

    @BeforeEach
    void writeList() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            text.append("From mboxrd@z Wed Jan  1 00:00:00 2025\nMessage-ID: <")
                    .append(i)
                    .append("@kill.example>\nFrom: Writer ")
                    .append(i % 5)
                    .append(" <w")
                    .append(i % 5)
                    .append("@kill.example>\nDate: Wed, 1 Jan 2025 00:")
                    .append(10 + i)
                    .append(":00 +0000\nSubject: number ")
                    .append(i)
                    .append(i == 0 ? "\n" : "\nReferences: <" + (i * 7 % MESSAGES) + "@kill.example>\n")
                    .append("\nText of number ")
                    .append(i)
                    .append(".\n\n");
        }
        mbox = folder.resolve("list.mbox");
        Files.writeString(mbox, text, StandardCharsets.US_ASCII);
    }

    private Program program(PostgresResource.Database database) {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dsalon.ingest.batch-messages=10");
    }

    private static List<String> archive(PostgresResource.Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return ArchiveSnapshot.everything(connection);
        }
    }

    private List<String> undisturbed() throws IOException, InterruptedException, SQLException {
        PostgresResource.Database database = PostgresResource.fresh();
        Program.Ended ended = program(database).run("import", "--list", "killed", mbox.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern("new in killed +" + MESSAGES);
        return archive(database);
    }

    @Test
    void diesAtEveryCommitPointAndLosesNothing() throws IOException, InterruptedException, SQLException {
        List<String> undisturbed = undisturbed();
        int points = 0;
        int status = KILLED;
        while (status == KILLED) {
            points++;
            PostgresResource.Database database = PostgresResource.fresh();
            status = program(database)
                    .with("-Dsalon.halt-at-commit=" + points)
                    .run("import", "--list", "killed", mbox.toString())
                    .status();
            Program.Ended again = program(database).run("import", "--list", "killed", mbox.toString());
            assertThat(again.status()).as(again.output()).isZero();
            assertThat(archive(database)).as("killed at commit point " + points).isEqualTo(undisturbed);
        }
        assertThat(points).as("commit points that were tried").isGreaterThanOrEqualTo(9);
    }

    @Test
    void diesAtAnyMomentAndLosesNothing() throws IOException, InterruptedException, SQLException {
        List<String> undisturbed = undisturbed();
        Random random = new Random(20250722);
        for (int kill = 0; kill < RANDOM_KILLS; kill++) {
            PostgresResource.Database database = PostgresResource.fresh();
            Process process = program(database)
                    .start(folder.resolve("killed.out"), "import", "--list", "killed", mbox.toString());
            process.waitFor(1_200 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            Program.Ended again = program(database).run("import", "--list", "killed", mbox.toString());
            assertThat(again.status()).as(again.output()).isZero();
            assertThat(archive(database)).as("kill " + kill).isEqualTo(undisturbed);
        }
    }

    @Test
    void importsOnItsOwnDatabaseAndSaysWhatItDid() throws IOException, InterruptedException {
        Program salon = Program.on(folder.resolve("own")).with("-Xmx256m");
        Program.Ended first = salon.run("import", "--list", "own", mbox.toString());
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("Made the list own.").containsPattern("new in own +" + MESSAGES);
        Program.Ended again = salon.run("import", "--list", "own", mbox.toString());
        assertThat(again.output()).containsPattern("new in own +0");
    }

    @Test
    void explainsWrongUsageInOneLine() throws IOException, InterruptedException {
        Program salon = Program.on(folder.resolve("none"));
        Program.Ended missing =
                salon.run("import", "--list", "x", folder.resolve("nowhere").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.output())
                .startsWith("salon: There is no file or folder")
                .doesNotContain("\tat ");
        Program.Ended unknown = salon.run("imprt");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(salon.run("import", "--help").status()).isZero();
        assertThat(folder.resolve("none"))
                .as("nothing is made for a wrong command")
                .doesNotExist();
    }
}
