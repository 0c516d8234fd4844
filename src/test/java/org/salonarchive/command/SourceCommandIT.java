package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** Sources on the command line of the packaged program: subscribed, looked at, read, paused, removed. */
class SourceCommandIT {

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();

    private Program.Ended salon(String... words) throws IOException, InterruptedException {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .run(words);
    }

    @Test
    void subscribesReadsAndRemoves() throws IOException, InterruptedException {
        Path mbox = folder.resolve("list.mbox");
        Files.writeString(
                mbox,
                "From a@example.org Wed Jan  1 00:00:00 2025\nMessage-ID: <1@cli.example>\nSubject: one\n\nText.\n\n",
                StandardCharsets.US_ASCII);
        Files.setLastModifiedTime(mbox, java.nio.file.attribute.FileTime.fromMillis(0));
        Program.Ended added = salon("source", "add", "mbox", "--list", "cli", "--path", mbox.toString());
        assertThat(added.status()).as(added.output()).isZero();
        assertThat(added.output()).contains("Subscribed for cli as source 1");
        Program.Ended read = salon("source", "run", "1");
        assertThat(read.status()).as(read.output()).isZero();
        assertThat(read.output()).containsPattern("new in cli +1");
        assertThat(salon("source", "show", "1").output())
                .contains("path " + mbox, "done", "1 read", "looked at every 5m");
        assertThat(salon("source", "pause", "1").status()).isZero();
        assertThat(salon("source", "show").output()).contains("paused");
        assertThat(salon("source", "remove", "1").status()).isZero();
        assertThat(salon("source", "show").output()).contains("No source is subscribed");
    }

    @Test
    void explainsWhatIsWrongAndSubscribesNothing() throws IOException, InterruptedException {
        Program.Ended nowhere = salon("source", "add", "mbox", "--list", "cli", "--path", "/no/such/file");
        assertThat(nowhere.status()).as(nowhere.output()).isEqualTo(3);
        assertThat(nowhere.output())
                .contains("There is no file or folder /no/such/file")
                .doesNotContain("\tat ");
        Program.Ended incomplete = salon("source", "add", "imap", "--list", "cli", "--host", "imap.example.org");
        assertThat(incomplete.status()).as(incomplete.output()).isEqualTo(2);
        assertThat(incomplete.output()).contains("--user").doesNotContain("\tat ");
        Program.Ended choice =
                salon("source", "add", "imap", "--list", "cli", "--host", "h", "--user", "u", "--security", "none");
        assertThat(choice.status()).as(choice.output()).isEqualTo(2);
        assertThat(choice.output()).contains("one of tls, starttls");
        assertThat(salon("source", "run", "77").status()).isEqualTo(2);
        assertThat(salon("source", "add", "imap", "--help").output()).contains("--password-file", "--list-id");
        assertThat(salon("source", "show").output()).contains("No source is subscribed");
    }
}
