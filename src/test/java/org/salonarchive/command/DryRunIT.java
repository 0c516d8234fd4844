package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** The packaged program tells what an import would find, and touches nothing. */
class DryRunIT {

    private static final String SOUND = """
            From ann@example.org Tue Mar  1 09:00:00 2011
            From: ann@example.org
            Date: Tue, 1 Mar 2011 09:00:00 +0000
            Message-ID: <1@dry.example>
            Subject: one

            A text.

            """;
    private static final String TORN = SOUND + """
            From bob@example.org Mon Feb 28 12:00:00 2011
            Note: this was a line of the text.

            Its end.

            From cid@example.org Wed Mar  2 09:00:00 2011
            From: cid@example.org
            Date: Wed, 2 Mar 2011 09:00:00 +0000
            Message-ID: <2@dry.example>
            Subject: two

            A text.
            From dan@example.org
            From: dan@example.org
            Date: Thu, 3 Mar 2011 09:00:00 +0000
            Message-ID: <3@dry.example>

            Swallowed.
            """;

    @TempDir
    Path folder;

    private Path sound;
    private Path torn;
    private Program salon;

    @BeforeEach
    void writeMailboxes() throws IOException {
        sound = folder.resolve("sound.mbox");
        torn = folder.resolve("torn.mbox");
        Files.writeString(sound, SOUND, StandardCharsets.US_ASCII);
        Files.writeString(torn, TORN, StandardCharsets.US_ASCII);
        salon = Program.on(folder.resolve("data"));
    }

    @Test
    void makesNoDataDirectoryAndEndsWithWhatItFound() throws IOException, InterruptedException {
        Program.Ended nothing = salon.run("import", "--list", "dry", "--dry-run", sound.toString());
        assertThat(nothing.status()).as(nothing.output()).isZero();
        assertThat(nothing.output()).contains("nothing was stored", "Nothing suspicious was found.");
        Program.Ended something = salon.run("import", "--list", "dry", "--dry-run", torn.toString());
        assertThat(something.status()).as(something.output()).isEqualTo(1);
        assertThat(something.output())
                .containsPattern("tails of the message before +1")
                .containsPattern("messages inside of others +1")
                .contains("--repair join", "--repair split")
                .contains("From dan@example.org");
        assertThat(something.output().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void explainsInOneLineWhatCannotBeDone() throws IOException, InterruptedException {
        Program.Ended missing = salon.run(
                "import", "--list", "dry", "--dry-run", folder.resolve("none").toString());
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.output()).startsWith("salon: There is no file or folder");
        Program.Ended unknown = salon.run("import", "--list", "dry", "--repair", "all", torn.toString());
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).startsWith("salon: ").contains("--repair").doesNotContain("\tat ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void chosenRepairsAreDoneCountedAndWrittenDown() throws IOException, InterruptedException, SQLException {
        PostgresResource.Database database = PostgresResource.fresh();
        Program importing = salon.with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password());
        Program.Ended ended = importing.run("import", "--list", "dry", "--repair", "join,split", torn.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .containsPattern("new in dry +3")
                .containsPattern("repaired by join +1")
                .containsPattern("repaired by split +1");
        assertThat(quotings(database))
                .containsExactlyInAnyOrder(
                        "none; joined: a From line in it, which would separate, was read as text",
                        "none",
                        "none; split: it stood in the text of the message before it");
    }

    private static List<String> quotings(PostgresResource.Database database) throws SQLException {
        List<String> quotings = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement ask = connection.createStatement();
                ResultSet rows = ask.executeQuery("select quoting from raw_message")) {
            while (rows.next()) {
                quotings.add(rows.getString(1));
            }
        }
        return quotings;
    }
}
