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

/** Who is one person, said on the command line of the packaged program. */
class PersonCommandIT {

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
    void readsAMailmapAndMergesAndSplits() throws IOException, InterruptedException {
        Path mailmap = Files.writeString(
                folder.resolve("mailmap"),
                "# who is who\nAnn Lee <ann@cli.example> <a2@cli.example>\nnonsense\n",
                StandardCharsets.UTF_8);
        Program.Ended read = salon("person", "mailmap", mailmap.toString());
        assertThat(read.status()).as(read.output()).isEqualTo(1);
        assertThat(read.output())
                .contains(
                        "Lines 1, addresses 1, persons 1; merged senders in this archive: 0.",
                        mailmap + ", line 3: there is no address");
        Path mbox = Files.writeString(
                folder.resolve("list.mbox"),
                "From a@x Wed Jan  1 00:00:00 2025\nMessage-ID: <1@cli.example>\nFrom: A <a2@cli.example>\nSubject: one\n\nText.\n\n",
                StandardCharsets.US_ASCII);
        assertThat(salon("import", "--list", "cli", mbox.toString()).status()).isZero();
        Program.Ended merged = salon("person", "merge", "ann@cli.example", "a3@cli.example");
        assertThat(merged.status()).as(merged.output()).isZero();
        assertThat(salon("person", "show", "A3@cli.example").output())
                .contains(
                        "Ann Lee",
                        "cli 1; mailmap, command line, ",
                        "nothing has come from it yet; operator, command line, ");
        assertThat(salon("person", "split", "a3@cli.example").status()).isZero();
        Program.Ended alone = salon("person", "split", "a3@cli.example");
        assertThat(alone.status()).isEqualTo(2);
        assertThat(alone.output()).contains("a3@cli.example is by itself");
        Program.Ended standing = salon("person", "split", "ann@cli.example");
        assertThat(standing.status()).isEqualTo(2);
        assertThat(standing.output()).contains("stands for other addresses");
    }

    @Test
    void saysWhatIsWrong() throws IOException, InterruptedException {
        Program.Ended absent =
                salon("person", "mailmap", folder.resolve("absent").toString());
        assertThat(absent.status()).isEqualTo(2);
        assertThat(absent.output()).contains("There is no file").doesNotContain("\tat ");
        Path none = Files.writeString(folder.resolve("none"), "no line\nof a mailmap\n");
        Program.Ended refused = salon("person", "mailmap", none.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("is no mailmap, and nothing was changed: line 1: ");
        Program.Ended word = salon("person", "merge", "ann@cli.example", "ann");
        assertThat(word.status()).isEqualTo(2);
        assertThat(word.output()).contains("\"ann\" is no mail address");
        assertThat(salon("person", "show", "nobody@cli.example").output())
                .contains("Nothing has come from nobody@cli.example");
    }
}
