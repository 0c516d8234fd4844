package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.ArchiveSnapshot;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** Wherever the packaged program dies during a rebuild, the next rebuild gives the archive that it should. */
class RebuildKillIT {

    private static final int MESSAGES = 30;
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();
    private Program salon;

    @BeforeEach
    void importList() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            text.append("From mboxrd@z Wed Jan  1 00:00:00 2025\nMessage-ID: <%d@again.example>\n".formatted(i))
                    .append("From: Writer %1$d <w%1$d@again.example>\n".formatted(i % 5))
                    .append("Date: Wed, 1 Jan 2025 00:%d:00 +0000\nSubject: number %d\n".formatted(10 + i, i))
                    .append("References: <%d@again.example>\n\nText of number %d.\n\n".formatted(i * 7 % MESSAGES, i));
        }
        Path mbox = folder.resolve("list.mbox");
        Files.writeString(mbox, text, StandardCharsets.US_ASCII);
        salon = Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password());
        Program.Ended ended = salon.run("import", "--list", "again", mbox.toString());
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private List<String> archive() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return ArchiveSnapshot.everything(connection);
        }
    }

    private void falsify() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update message set subject = 'false', effective_at = effective_at + interval '1 year',"
                    + " sender_id = (select min(id) from sender), reference = ''::bytea where id % 2 = 0");
            statement.execute("update message set parent_id = null, thread_id = id where id % 3 = 0");
            statement.execute("update message_search set words_hash = 0, version = -1");
            statement.execute("update mailing_list set message_count = 0");
        }
    }

    @Test
    void diesAtEveryCommitPointAndTheNextRebuildIsRight() throws IOException, InterruptedException, SQLException {
        List<String> before = archive();
        int points = 0;
        int status = KILLED;
        while (status == KILLED) {
            points++;
            falsify();
            status = salon.with("-Dsalon.halt-at-commit=" + points)
                    .run("rebuild")
                    .status();
            Program.Ended again = salon.run("rebuild");
            assertThat(again.status()).as(again.output()).isZero();
            assertThat(archive()).as("killed at commit point " + points).isEqualTo(before);
        }
        assertThat(points).as("commit points that were tried").isGreaterThanOrEqualTo(12);
    }

    @Test
    void tellsWhatChangedAndWhatWasWrongInItsUse() throws IOException, InterruptedException, SQLException {
        falsify();
        Program.Ended first = salon.run("rebuild", "--list", "again", "parsed");
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .containsPattern("looked at +" + MESSAGES)
                .containsPattern("changed subject +15")
                .containsPattern("changed text +" + MESSAGES);
        Program.Ended second = salon.run("rebuild", "threads");
        assertThat(second.output()).containsPattern("looked at +" + MESSAGES);
        Program.Ended third = salon.run("rebuild");
        assertThat(third.output()).doesNotContain("changed").containsPattern("counts corrected +0");
        Program.Ended nowhere = salon.run("rebuild", "--list", "nowhere");
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.output()).startsWith("salon: There is no list nowhere.");
        assertThat(salon.run("rebuild", "everything").status()).isEqualTo(2);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update raw_message set bytes = '\\x00' where id = (select min(id) from raw_message)");
        }
        Program.Ended damaged = salon.run("rebuild", "parsed");
        assertThat(damaged.status()).as(damaged.output()).isEqualTo(1);
        assertThat(damaged.output()).containsPattern("unreadable +1").contains("list.mbox, at 0");
    }
}
