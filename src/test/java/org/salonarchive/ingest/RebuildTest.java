package org.salonarchive.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.archive.Difference;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.Rebuild.Part;
import org.salonarchive.testing.ArchiveSnapshot;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.PipermailTwin;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Whatever is wrong in what is derived, a rebuild makes it again from the bytes, and nothing else. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RebuildTest {

    private static final int MESSAGES = 60;

    private final TestList lists;
    private final MailingLists mailingLists;
    private final Rebuild rebuild;
    private final DataSource database;

    RebuildTest(TestList lists, MailingLists mailingLists, Rebuild rebuild, DataSource database) {
        this.lists = lists;
        this.mailingLists = mailingLists;
        this.rebuild = rebuild;
        this.database = database;
    }

    /** Threads with ghosts and repeated ids, attachments large and small, dates of all kinds, several writers. */
    private static String mbox(String extraHeader) {
        Random random = new Random(20250801);
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            int id = random.nextInt(12) == 0 ? random.nextInt(MESSAGES) : i;
            mbox.append("From mboxrd@z Fri Aug  1 00:00:00 2025\n").append(extraHeader);
            mbox.append("Message-ID: <").append(id).append("@rebuild.example>\n");
            mbox.append("From: Writer ")
                    .append(i % 3)
                    .append(" <W")
                    .append(i % 7)
                    .append("@rebuild.example>\n");
            mbox.append(
                    i % 11 == 5
                            ? "Date: never\n"
                            : "Date: " + (1 + i % 28) + " " + (i < 30 ? "Aug" : "Sep") + " 2025 10:" + (10 + i % 50)
                                    + ":00 +0200\n");
            mbox.append("Subject: Re: number ").append(i).append("\nReferences:");
            random.ints(random.nextInt(4), 0, MESSAGES + 10)
                    .forEach(to -> mbox.append(" <").append(to).append("@rebuild.example>"));
            mbox.append("\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThe text of number ")
                    .append(i)
                    .append(".\n");
            byte[] content = new byte[i % 4 == 0 ? 20_000 : 40];
            new Random(i % 8).nextBytes(content);
            mbox.append("--b\nContent-Type: image/png; name=").append(i).append(".png\n");
            mbox.append("Content-Transfer-Encoding: base64\n\n");
            mbox.append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content))
                    .append("\n--b--\n\n");
        }
        return mbox.toString();
    }

    @BeforeEach
    void fillLists() {
        lists.fill("rebuilt", mbox(""));
        lists.fill("rebuilt-too", mbox("List-Id: <too.example>\n"));
    }

    private RebuildReport run(Part... parts) throws InterruptedException {
        return rebuild.run(OptionalInt.empty(), Set.of(parts), (messages, total) -> {});
    }

    private static void assertUnchanged(RebuildReport report) {
        assertThat(report.renewed().messages()).isEmpty();
        assertThat(report.renewed().counts()).isZero();
    }

    private List<String> archive() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return ArchiveSnapshot.everything(connection);
        }
    }

    private void falsify(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
    }

    private void assertSame(List<String> before) throws SQLException {
        List<String> after = archive();
        List<String> wrong = new ArrayList<>(after);
        wrong.removeAll(before);
        List<String> missing = new ArrayList<>(before);
        missing.removeAll(after);
        assertThat(wrong).as("new lines").isEmpty();
        assertThat(missing).as("lines that are gone").isEmpty();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void whatTheImportWroteIsLeftAlone() throws InterruptedException, SQLException {
        List<String> before = archive();
        RebuildReport report = run(Part.values());
        assertUnchanged(report);
        assertThat(report.messages()).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(report.unreadable()).isEmpty();
        assertSame(before);
    }

    @Test
    void aRealListIsLeftAlone() throws InterruptedException, SQLException {
        Path mail = Corpora.require("corpora/lists/ksummit-2021-2022.mbox.gz");
        lists.fill("ksummit", mail);
        List<String> before = archive();
        assertUnchanged(rebuild.run(
                OptionalInt.of(mailingLists.idOf("ksummit").orElseThrow()),
                EnumSet.allOf(Part.class),
                (messages, total) -> {}));
        assertSame(before);
    }

    @Test
    void whatAnOriginalTookTheRowOfIsLeftAlone() throws InterruptedException, SQLException, IOException {
        StringBuilder text = new StringBuilder();
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            String mail = "Message-ID: <" + i + "@twinned.example>\nFrom: Ann <ann" + i % 3 + "@twinned.example>\n"
                    + "Date: " + (1 + i) + " Aug 2025 10:00:00 +0200\nSubject: Twin " + i + "\n"
                    + "References: <" + (i - 1) + "@twinned.example>\nContent-Type: text/html\n\n<b>Number</b> " + i
                    + "\n";
            mbox.append("From mboxrd@z Fri Aug  1 00:00:00 2025\n").append(mail).append('\n');
            text.append(PipermailTwin.of(mail.getBytes(StandardCharsets.UTF_8)));
        }
        Path volume = Files.writeString(Files.createTempDirectory("salon-test").resolve("2025-August.txt"), text);
        ImportReport first = lists.fill("text-first", volume);
        assertThat(first.added()).isEqualTo(12);
        ImportReport second = lists.fill("text-first", mbox.toString());
        assertThat(second.added()).isZero();
        assertThat(second.known()).isEqualTo(12);
        lists.fill("mail-first", mbox.toString().replace("@twinned", "@other"));
        lists.fill("mail-first", Files.writeString(volume, text.toString().replace("@twinned", "@other")));
        List<String> before = archive();
        assertUnchanged(run(Part.values()));
        assertSame(before);
        falsify("update message set subject = 'false' where message_id like '%@twinned.example'");
        run(Part.PARSED);
        assertSame(before);
    }

    @Test
    void everythingThatIsDerivedComesBack() throws InterruptedException, SQLException {
        List<String> before = archive();
        falsify(
                "update message set subject = 'false', subject_key = 'false' where id % 3 = 0",
                "update message set sender_name = 'Nobody', sender_id = (select min(id) from sender) where id % 4 = 0",
                "update sender set name = 'False' where id % 2 = 0",
                "update message set effective_at = effective_at + interval '40 days', date_rule = 'received',"
                        + " utc_offset = null where id % 5 = 0 and date_rule = 'date'",
                "update list_message set effective_at = effective_at - interval '90 days' where message_id % 6 = 0",
                "update message_search set words_hash = 0, version = -1 where message_id % 2 = 0",
                "delete from message_search where message_id % 7 = 0",
                "delete from search_chunk where get_byte(first_word, 0) % 2 = 0",
                "update message set reference = ''::bytea where id % 2 = 0",
                "update message set parent_id = null, parent_reason = null, thread_id = id where id % 8 = 0",
                "update message set component_id = 1 where id % 9 = 0",
                "delete from thread_key where get_byte(message_id_hash, 0) % 3 = 0",
                "update message set attachment_count = 77, size = 1 where id % 10 = 0",
                "update attachment set name = 'false.exe', media_type = 'text/html' where raw_id % 3 = 0",
                "delete from attachment where raw_id % 5 = 0",
                "update message set defect = '{DATE,FROM}' where id % 11 = 0",
                "update message set message_id = id || '@false.example',"
                        + " message_id_hash = substring(sha256(id::text::bytea), 1, 20),"
                        + " content_hash = sha256(('false' || id)::bytea) where id % 13 = 0",
                "update list_volume set message_count = message_count + 1 where volume like '%August'",
                "delete from list_volume where volume like '%September'",
                "insert into list_volume select id, '1999-May', '1999-05-01', 1, '1999-05-01', '1999-05-01'"
                        + " from mailing_list",
                "update list_thread set message_count = message_count + 5 where thread_id % 2 = 0",
                "delete from list_thread where thread_id % 3 = 0",
                "update list_sender set last_at = last_at + interval '1 day' where sender_id % 2 = 1",
                "update mailing_list set message_count = 1, thread_count = 2, sender_count = 3, first_at = now()");
        assertThat(archive()).isNotEqualTo(before);
        RebuildReport report = run(Part.values());
        assertSame(before);
        assertThat(report.renewed().messages().keySet()).containsExactly(Difference.values());
        assertThat(report.renewed().counts()).isPositive();
        assertThat(report.renewed().twins()).isEmpty();
        assertUnchanged(run(Part.values()));
    }

    @Test
    void parsedAloneAlsoMendsWordsThreadsAndCountsOfWhatChanged() throws InterruptedException, SQLException {
        List<String> before = archive();
        falsify(
                "update message set reference = ''::bytea where id % 2 = 0",
                "update message_search set words_hash = 0, version = -1 where message_id % 3 = 0",
                "update message set effective_at = effective_at + interval '40 days' where id % 5 = 0"
                        + " and date_rule = 'date'");
        run(Part.THREADS);
        run(Part.PARSED);
        assertSame(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"THREADS", "SEARCH"})
    void onePartLeavesTheOthers(Part part) throws InterruptedException, SQLException {
        List<String> before = archive();
        falsify(
                "update message set parent_id = null, parent_reason = null, thread_id = id where parent_id is not null",
                "update message_search set words_hash = 0, version = -1");
        RebuildReport report = run(part);
        assertThat(report.renewed().messages().keySet())
                .containsExactly(part == Part.THREADS ? Difference.THREAD : Difference.TEXT);
        run(Part.values());
        assertSame(before);
    }

    @Test
    void aPublishedAddressStaysWhateverTheBytesSay() throws InterruptedException, SQLException {
        falsify("update message set address = substring(sha256(id::text::bytea), 3, 20) where id % 6 = 1");
        List<String> before = archive();
        assertUnchanged(run(Part.values()));
        assertSame(before);
    }

    @Test
    void messagesThatAreTheSameTodayStayTwo() throws InterruptedException, SQLException {
        String mail = "From mboxrd@z Fri Aug  1 00:00:00 2025\n%sMessage-ID: <twin@rebuild.example>\n"
                + "From: A <a@rebuild.example>\nDate: 1 Aug 2025 10:00:00 +0000\n\nTwins.\n\n";
        lists.fill("twins", mail.formatted(""));
        falsify("update message set content_hash = sha256('false'::bytea) where message_id = 'twin@rebuild.example'");
        lists.fill("twins", mail.formatted("X-Copy: 2\n"));
        List<String> before = archive();
        RebuildReport report = run(Part.values());
        assertThat(report.renewed().twins()).containsExactly("twin@rebuild.example");
        assertUnchanged(report);
        assertSame(before);
        falsify(
                "delete from message where message_id = 'twin@rebuild.example' and content_hash = sha256('false'::bytea)");
        run(Part.values());
    }

    @Test
    void bytesThatAreDamagedAreToldAndTheRestIsLeftAlone() throws InterruptedException, SQLException {
        List<String> before = archive();
        long damaged;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select id, bytes from raw_message where id % 20 = 3");
            damaged = statement.executeUpdate(
                    "update raw_message set bytes = case when id % 40 = 3 then '\\x00' else overlay(bytes placing '\\xff'"
                            + " from 20) end where id % 20 = 3");
        }
        RebuildReport report = run(Part.values());
        assertThat(report.unreadable()).hasSize((int) damaged);
        assertUnchanged(report);
        assertSame(before);
        falsify("update raw_message r set bytes = kept.bytes from kept where kept.id = r.id");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table kept");
        }
    }

    @Test
    void readersKeepReading() throws InterruptedException, ExecutionException, SQLException {
        List<String> addresses = List.of("/", "/rebuilt/", "/rebuilt/2025-August/", "/rebuilt/author/");
        falsify(
                "update message set subject = 'false' where id % 2 = 0",
                "update message set reference = ''::bytea where id % 3 = 0");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<Integer> read = reader.submit(() -> {
            int pages = 0;
            do {
                for (String address : addresses) {
                    assertThat(given().get(address).statusCode()).as(address).isEqualTo(200);
                    pages++;
                }
            } while (!done.get());
            return pages;
        });
        run(Part.values());
        done.set(true);
        assertThat(read.get()).isPositive();
        reader.shutdown();
        assertUnchanged(run(Part.values()));
    }
}
