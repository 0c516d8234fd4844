package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Zstandard;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestOperator;

/** Lists, uploads and the quarantine, as an operator works with them. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class DeskPagesTest {

    private static final String NAME = "worker";

    private final TestOperator operator;
    private final MailingLists lists;
    private final DataSource database;

    @TestHTTPResource("/")
    URL site;

    DeskPagesTest(TestOperator operator, MailingLists lists, DataSource database) {
        this.operator = operator;
        this.lists = lists;
        this.database = database;
    }

    private Desk desk() {
        return operator.desk(site, NAME);
    }

    private static Map<String, String> list(String title) {
        Map<String, String> typed = new HashMap<>();
        typed.put("title", title);
        typed.put("description", "What it is\r\nabout.");
        typed.put("frequency", "quarter");
        typed.put("zone", "Europe/Berlin");
        typed.put("access", "private");
        typed.put("addresses", "hidden");
        typed.put("post", "kept@lists.example");
        typed.put("prefix", "[K %d]");
        typed.put("group", "Things & more");
        typed.put("indexed", "no");
        typed.put("language", "de");
        return typed;
    }

    @Test
    void aListIsMadeAndChanged() {
        Desk desk = desk();
        Map<String, String> fresh = list("<b>Kept</b> & quoted");
        fresh.put("name", "kept");
        assertThat(desk.submit("/admin/lists/new", "/admin/lists/new", fresh).statusCode())
                .isEqualTo(303);
        Document page = desk.page("/admin/lists/kept");
        assertThat(page.select("h1").text()).isEqualTo("<b>Kept</b> & quoted");
        assertThat(page.select("#description").val()).isEqualTo("What it is\nabout.");
        assertThat(page.select("option[selected]").eachAttr("value"))
                .containsExactly("quarter", "private", "hidden", "no", "de");
        assertThat(page.select("#post, #prefix, #group").eachAttr("value"))
                .containsExactly("kept@lists.example", "[K %d]", "Things & more");
        assertThat(new Desk(site.toString()).get("/kept/").statusCode())
                .as("private")
                .isEqualTo(404);
        Map<String, String> open = list("Kept");
        open.put("access", "public");
        desk.submit("/admin/lists/kept", "/admin/lists/kept", open);
        assertThat(new Desk(site.toString()).page("/kept/").select("h1").text()).isEqualTo("Kept");
        for (Map.Entry<String, String> wrong : Map.of(
                        "zone", "Europe/Atlantis",
                        "access", "secret",
                        "frequency", "",
                        "title", "",
                        "post", "a@b?bcc=c@d",
                        "group", "x".repeat(101),
                        "indexed", "perhaps",
                        "addresses", "'; drop table mailing_list")
                .entrySet()) {
            Map<String, String> typed = list("Wrong");
            typed.put(wrong.getKey(), wrong.getValue());
            HttpResponse<String> answer = desk.submit("/admin/lists/kept", "/admin/lists/kept", typed);
            assertThat(answer.statusCode()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.body()).contains("class=\"fault\"");
        }
        fresh.put("name", "admin");
        assertThat(desk.submit("/admin/lists/new", "/admin/lists/new", fresh).statusCode())
                .isEqualTo(400);
    }

    @Test
    void anUploadedFileIsReadIntoAList() throws IOException {
        byte[] mbox = Files.readAllBytes(Path.of("src/main/resources/sample/salon.mbox"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(mbox);
        }
        Desk desk = desk();
        HttpResponse<String> received = desk.upload("C:\\mail\\../../salon 2025.mbox.gz", packed.toByteArray());
        assertThat(received.statusCode()).as(received.body()).isEqualTo(303);
        assertThat(imported(desk, "salon_2025.mbox.gz", "uploaded").text())
                .contains("uploaded salon_2025.mbox.gz", "New 85");
        Desk.until("forgotten", () -> desk.waiting("salon_2025.mbox.gz") == null);
        assertThat(new Desk(site.toString()).page("/uploaded/").text()).contains("85 messages");
    }

    /** The page of the run that has read an uploaded file into a new list. */
    private static Document imported(Desk desk, String file, String list) {
        String action = desk.waiting(file).select("form[action$=import]").attr("action");
        HttpResponse<String> begun = desk.submit("/admin/upload", action, Map.of("new-list", list));
        String run = begun.headers().firstValue("Location").orElseThrow();
        assertThat(run).startsWith("/admin/runs/");
        Desk.until("read", () -> desk.page(run).select(".state.done").size() > 0);
        return desk.page(run);
    }

    @Test
    void aRunTellsWhatItLeftOut() {
        String mail = "From 1761234567890123456@xxx Tue Mar 01 09:00:00 +0000 2011\nX-GM-THRID: 1761234567890123456\n"
                + "X-Gmail-Labels: %s\nFrom: a@x.org\nMessage-ID: <%s@left.example>\nSubject: s\n\ntext\n\n";
        String mbox = mail.formatted("Inbox", "1") + mail.formatted("Spam", "2") + mail.formatted("Spam", "3");
        Desk desk = desk();
        desk.upload("takeout.mbox", mbox.getBytes(StandardCharsets.UTF_8));
        assertThat(imported(desk, "takeout.mbox", "takeout").text())
                .contains("Messages read 3", "New 1", "Left out: labelled Spam in Gmail 2");
    }

    @Test
    void anUploadIsDiscardedOrRefusedWithoutATrace() {
        Desk desk = desk();
        desk.upload("unwanted.mbox", "From a\n\n".getBytes(StandardCharsets.UTF_8));
        String discard =
                desk.waiting("unwanted.mbox").select("form[action$=discard]").attr("action");
        desk.submit("/admin/upload", discard, Map.of());
        assertThat(desk.waiting("unwanted.mbox")).isNull();
        assertThat(desk.upload("", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(tooLarge(desk, BodyPublishers::ofByteArray)).isTrue();
        assertThat(tooLarge(desk, bytes -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))))
                .as("of a size that is not told before")
                .isTrue();
        assertThat(desk.waiting("large.mbox")).isNull();
    }

    /** The server may end the connection while a body is still being sent. */
    private boolean tooLarge(Desk desk, Function<byte[], BodyPublisher> publisher) {
        try {
            return desk.upload("large.mbox", new byte[AdminProfile.UPLOAD_LIMIT + 1])
                            .statusCode()
                    == 413;
        } catch (UncheckedIOException closed) {
            return true;
        }
    }

    private long quarantine(int list, byte[] bytes, String reason) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        with entry as (
                            insert into quarantine (list_id, source, position, reason, sha256, size)
                            values (?, 'test.mbox', 12, ?, sha256(?), ?) returning id)
                        insert into quarantine_piece (quarantine_id, piece, bytes)
                        select id, 0, ? from entry returning quarantine_id""")) {
            insert.setInt(1, list);
            insert.setString(2, reason);
            insert.setBytes(3, bytes);
            insert.setLong(4, bytes.length);
            insert.setBytes(5, Zstandard.compress(bytes));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void whatIsInQuarantineIsShownAndTriedAgainAndDiscarded() throws SQLException {
        int list = lists.idOf("aside").orElseGet(() -> lists.make("aside", "aside", ""));
        byte[] mail = ("Message-ID: <again@example.org>\nFrom: A <a@example.org>\nSubject: <script>alert(1)</script>\n"
                        + "Date: Fri, 1 Mar 2024 10:00:00 +0000\n\n\u001b[31mHello \u202e" + "x".repeat(3_000) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        long id = quarantine(list, mail, "Refused <b>for</b> a test.");
        long other = quarantine(list, "Subject: other\n\nText\n".getBytes(StandardCharsets.UTF_8), "Another reason.");
        Desk desk = desk();
        assertThat(desk.page("/admin").select(".note").text()).contains("could not be archived");
        assertThat(desk.page("/admin/quarantine").text()).contains("Refused <b>for</b> a test.", "test.mbox, byte 12");
        String page = "/admin/quarantine/" + id;
        assertThat(desk.page(page).select("pre").text())
                .contains("<script>alert(1)</script>", "\uFFFD[31mHello \uFFFDxxx")
                .hasSizeLessThan(2_100);
        HttpResponse<String> bytes = desk.get(page + "/bytes");
        assertThat(bytes.body()).isEqualTo(new String(mail, StandardCharsets.UTF_8));
        assertThat(bytes.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(bytes.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;");
        desk.submit(page, page + "/retry", Map.of());
        assertThat(desk.get(page).statusCode()).isEqualTo(404);
        assertThat(new Desk(site.toString()).page("/aside/").text()).contains("<script>alert(1)</script>");
        assertThat(desk.page("/admin/quarantine/" + other + "/discard").text()).contains("cannot be had back");
        desk.submit("/admin/quarantine/" + other + "/discard", "/admin/quarantine/" + other + "/discard", Map.of());
        assertThat(desk.get("/admin/quarantine/" + other).statusCode()).isEqualTo(404);
        for (String subject : List.of("one", "two")) {
            quarantine(
                    list,
                    ("Message-ID: <" + subject + "@example.org>\nSubject: " + subject + "\n\nText\n")
                            .getBytes(StandardCharsets.UTF_8),
                    "A reason.");
        }
        assertThat(desk.submit("/admin/quarantine", "/admin/quarantine/retry", Map.of())
                        .body())
                .contains("2 messages archived, 0 still refused.");
        assertThat(desk.page("/admin/quarantine").text()).contains("There is nothing here");
    }
}
