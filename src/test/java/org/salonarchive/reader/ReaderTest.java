package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.MessageId;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** The pages as a reader without JavaScript gets them, over real HTTP and a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ReaderTest {

    private static final String MBOX = """
            From mboxrd@z Tue Jul  1 10:00:00 2025
            Message-ID: <root@example.org>
            From: Marta Kowalczyk <marta@example.org>
            Date: Tue, 1 Jul 2025 12:00:00 +0200
            Subject: A port city <script>alert(1)</script>
            List-Post: <mailto:reading@example.org>

            See https://example.org/port?a=1&b=2.

            >From the harbour nothing can be seen.
            --\s
            Marta

            From mboxrd@z Wed Jul  2 10:00:00 2025
            Message-ID: <reply@example.org>
            In-Reply-To: <root@example.org>
            From: Grace Tan <grace@example.org>
            Date: Wed, 2 Jul 2025 10:00:00 +0000
            Subject: Re: A port city

            On 1 July Marta Kowalczyk wrote:
            > one
            > two
            > three
            > four
            > five

            My own words about railways.

            From mboxrd@z Fri Aug  1 10:00:00 2025
            Message-ID: <late@example.org>
            References: <root@example.org> <reply@example.org>
            From: Ibrahim <ibrahim@example.org>
            Date: Fri, 1 Aug 2025 10:00:00 +0000
            Subject: Re: A port city
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b

            With a table.
            --b
            Content-Type: text/html; name="evil.html"
            Content-Disposition: attachment; filename="evil.html"

            <script>alert(1)</script>
            --b--
            """;

    private final TestList lists;
    private final DataSource database;

    ReaderTest(TestList lists, DataSource database) {
        this.lists = lists;
        this.database = database;
    }

    private static String id(String messageId) {
        return new MessageId(messageId).hash().base32();
    }

    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill("reading", MBOX);
        lists.fill("hidden", MBOX.replace("example.org>", "hidden.example>").replace("railways", "canaryword"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update mailing_list set access = 'private' where name = 'hidden'");
        }
    }

    private static Response get(String address) {
        return given().redirects().follow(false).urlEncodingEnabled(false).get(address);
    }

    private static Document page(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return Jsoup.parse(response.asString());
    }

    @Test
    void theFrontPageShowsTheListsThatMayBeSeen() {
        Document page = page("/");
        assertThat(page.select(".lists h2").eachText()).contains("The list reading");
        assertThat(page.text()).doesNotContain("hidden");
    }

    @Test
    void aListShowsItsVolumesAndThreads() {
        Document page = page("/reading/");
        assertThat(page.select("table.volumes tbody th").eachText()).containsExactly("August 2025", "July 2025");
        assertThat(page.select("svg.activity a")).hasSize(2);
        assertThat(page.select("ol.threads li")).hasSize(1);
        assertThat(page.select(".lede").text()).contains("3 messages by 3 senders since July 2025");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "thread.html", "subject.html", "author.html", "date.html"})
    void aVolumeHasItsIndexes(String index) {
        Document page = page("/reading/2025-July/" + index);
        assertThat(page.select("ol.threads .row .what a").eachText())
                .contains("A port city <script>alert(1)</script>", "Re: A port city");
        assertThat(page.select("ol.threads ol")).hasSize(index.isEmpty() || index.equals("thread.html") ? 1 : 0);
    }

    @Test
    void aThreadThatBeganInAnotherVolumeSaysSo() {
        assertThat(page("/reading/2025-August/").select(".n a").text()).isEqualTo("continues from July 2025");
    }

    @Test
    void aMessageReadsLikeALetter() {
        Document page = page("/reading/message/" + id("reply@example.org") + "/");
        assertThat(page.select("h1").text()).isEqualTo("Re: A port city");
        assertThat(page.select(".byline").text())
                .contains("Grace Tan", "grace at example.org", "Wed 2 Jul 2025 10:00 UTC");
        assertThat(page.select("details.quote summary").text()).contains("Marta Kowalczyk wrote:", "5 quoted lines");
        assertThat(page.select("details").text()).doesNotContain("My own words");
        assertThat(page.select(".meta a").eachText()).contains("Marta Kowalczyk, 1 Jul 2025 10:00 (In-Reply-To)");
        assertThat(page.select("nav.steps a").eachText()).containsExactly("← Previous in thread", "Next in thread →");
    }

    @Test
    void aMessageShowsItsSendersClockAndLinksButNoMarkup() {
        Document page = page("/reading/message/" + id("root@example.org") + "/");
        assertThat(page.select("time").first().text()).isEqualTo("Tue 1 Jul 2025 10:00 UTC (12:00 +0200)");
        assertThat(page.select("article a[rel~=nofollow]").attr("href")).isEqualTo("https://example.org/port?a=1&b=2");
        assertThat(page.select("script")).isEmpty();
        assertThat(page.select(".sig").text()).contains("Marta");
        assertThat(page.select("a[href^=mailto:]").attr("href"))
                .startsWith("mailto:reading@example.org?Subject=Re%3A%20")
                .contains("In-Reply-To=%3Croot%40example.org%3E");
    }

    @Test
    void anyMessageOfAThreadLeadsToTheWholeThread() {
        for (String member : List.of("root", "reply", "late")) {
            Document page = page("/reading/thread/" + id(member + "@example.org") + "/");
            assertThat(page.select("article.mail")).hasSize(3);
            assertThat(page.select(".replies .replies")).hasSize(1);
            assertThat(page.select("link[rel=canonical]").attr("href"))
                    .isEqualTo("/reading/thread/" + id("root@example.org") + "/");
        }
        assertThat(page("/reading/thread/" + id("late@example.org") + "/?view=flat")
                        .select(".replies"))
                .isEmpty();
    }

    @Test
    void rawGivesTheBytesAsTheyWereWritten() {
        byte[] raw = get("/reading/message/" + id("root@example.org") + "/raw").asByteArray();
        assertThat(new String(raw, StandardCharsets.ISO_8859_1))
                .startsWith("Message-ID: <root@example.org>\n")
                .contains("\n\nFrom the harbour nothing can be seen.\n")
                .endsWith("-- \nMarta\n");
    }

    @Test
    void anAttachmentIsSavedAndNeverShown() {
        Document page = page("/reading/message/" + id("late@example.org") + "/");
        Response part = get(page.select(".files a").attr("href"));
        assertThat(part.header("Content-Disposition")).startsWith("attachment; filename=\"evil.html\"");
        assertThat(part.contentType()).isEqualTo("application/octet-stream");
        assertThat(part.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(part.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(part.asString()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void sendersHaveTheirPages() {
        Document senders = page("/reading/author/");
        assertThat(senders.select("tbody th").eachText()).contains("Grace Tan", "Ibrahim", "Marta Kowalczyk");
        Document one = page(senders.select("tbody th a:contains(Grace)").attr("href"));
        assertThat(one.select("h1").text()).isEqualTo("Grace Tan");
        assertThat(one.select("ol.threads li")).hasSize(1);
    }

    @Test
    void searchFindsWordsSendersAndDates() {
        assertThat(page("/reading/search?q=railway").select(".found mark").eachText())
                .containsExactly("railways");
        assertThat(page("/reading/search?q=from:grace").select(".found")).hasSize(1);
        assertThat(page("/reading/search?q=after:2025-08").select(".found")).hasSize(1);
        assertThat(page("/reading/search?q=before:2025-07-02").select("h1").text())
                .isEqualTo("1 message");
        assertThat(page("/reading/search?q=nothingofthiskind").text()).contains("Nothing was found");
        assertThat(page("/reading/search?q=after:yesteryear").select(".note").text())
                .contains("yesteryear");
        assertThat(page("/reading/search?q=list:nolist").select(".note").text())
                .contains("There is no list of this name");
        assertThat(page("/search?q=%22port+city%22").select(".found")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whatAFormAsksIsWrittenIntoTheQuery() {
        Response response = get("/reading/search?q=port&from=Marta+Kowalczyk&before=2026&sort=oldest");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.header("Location"))
                .endsWith("/reading/search?q=port%20from%3A%22Marta%20Kowalczyk%22%20before%3A2026&sort=oldest");
        Document page = page("/reading/search?q=port%20from%3A%22Marta%20Kowalczyk%22%20before%3A2026&sort=oldest");
        assertThat(page.select(".found")).hasSize(1);
        assertThat(page.select(".ask input[name=q]").val()).isEqualTo("port from:\"Marta Kowalczyk\" before:2026");
    }

    @Test
    void aPastedIdOrLinkLeadsToItsMessage() {
        String message = "/reading/message/" + id("root@example.org") + "/";
        for (String pasted : List.of(
                "%3Croot@example.org%3E",
                "root@example.org",
                "https://lists.example/hyperkitty/list/x@example.org/message/" + id("root@example.org") + "/",
                "https://lore.example/x/root@example.org/T/")) {
            Response response = get("/search?q=" + pasted);
            assertThat(response.statusCode()).as(pasted).isEqualTo(303);
            assertThat(response.header("Location")).as(pasted).endsWith(message);
        }
        assertThat(get("/search?q=https://old.example/pipermail/reading/2025-July/000001.html")
                        .header("Location"))
                .endsWith("/pipermail/reading/2025-July/000001.html");
        assertThat(page("/search?q=marta@example.org").select(".found")).hasSize(1);
        assertThat(page("/search?q=//evil.example/x").select("h1").text()).isEqualTo("0 messages");
    }

    @Test
    void facetsNarrowTheSearch() {
        Document page = page("/reading/search?q=port");
        assertThat(page.select(".facets svg.activity a rect.hit")).hasSize(2);
        assertThat(page.select(".facets svg.activity a").first().attr("href")).isEqualTo("?q=port%20date%3A2025-07");
        assertThat(page("/reading/search"
                                + page.select(".facets li a:contains(Grace)").attr("href"))
                        .select(".found h2")
                        .eachText())
                .containsExactly("Re: A port city");
        Document threads = page("/reading/search?q=port&view=threads");
        assertThat(threads.select(".found")).hasSize(1);
        assertThat(threads.select(".found .meta").text()).contains("3 messages found in its thread");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "a:*", "foo & | !", "((((", "-", "%00", "\"", "%F0%9F%92%A9", "OR OR OR", "<>"})
    void searchTakesAnything(String words) {
        assertThat(get("/search?q="
                                + words.replace(" ", "+")
                                        .replace("\"", "%22")
                                        .replace("<", "%3C")
                                        .replace(">", "%3E")
                                        .replace("|", "%7C")
                                        .replace("&", "%26"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root@example.org",
                "%3Croot@example.org%3E",
                "root%40example.org",
                "root%20at%20example.org",
                "root@example.org/",
                "mid:root@example.org",
                "root@example.o"
            })
    void aMessageIdLeadsToItsMessage(String written) {
        Response response = get("/mid/" + written);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.header("Location")).endsWith("/reading/message/" + id("root@example.org") + "/");
    }

    @Test
    void programsGetTheSame() {
        JsonPath index = get("/reading/index.json").jsonPath();
        assertThat(index.getString("list")).isEqualTo("reading");
        assertThat(index.getList("volumes.volume")).containsExactly("2025-July", "2025-August");
        JsonPath volume = get("/reading/2025-August.json").jsonPath();
        assertThat(volume.getInt("total")).isEqualTo(1);
        assertThat(volume.getString("messages[0].parent")).isEqualTo(id("reply@example.org"));
        assertThat(volume.getString("messages[0].parentReason")).isEqualTo("References 2");
        assertThat(volume.getString("messages[0].thread")).isEqualTo(id("root@example.org"));
        assertThat(volume.getInt("messages[0].attachments")).isEqualTo(1);
        JsonPath message =
                get("/reading/message/" + id("root@example.org") + ".json").jsonPath();
        assertThat(message.getString("parent")).isNull();
        assertThat(message.getString("date")).isEqualTo("2025-07-01T10:00:00Z");
        assertThat(message.getString("copies[0].quoting")).startsWith("unquoted");
        assertThat(get("/reading/thread/" + id("late@example.org") + ".json")
                        .jsonPath()
                        .getList("messages.id"))
                .containsExactly(id("root@example.org"), id("reply@example.org"), id("late@example.org"));
        assertThat(get("/reading/search.json?q=railways").jsonPath().getInt("total"))
                .isEqualTo(1);
        assertThat(get("/reading/feed.atom").xmlPath().getList("feed.entry.title"))
                .hasSize(3);
    }

    @Test
    void aDownloadedVolumeIsTheSameMailAgain() {
        byte[] packed = get("/reading/2025-July.mbox.gz").asByteArray();
        try {
            Path file = Files.createTempFile("volume", ".mboxrd.gz");
            Files.write(file, packed);
            assertThat(lists.fill("reading", file)).satisfies(report -> {
                assertThat(report.read()).isEqualTo(2);
                assertThat(report.known()).isEqualTo(2);
            });
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hidden/",
                "/hidden/2025-July/",
                "/hidden/index.json",
                "/hidden/feed.atom",
                "/hidden/author/",
                "/hidden/search?q=port",
                "/hidden/2025-July.mbox.gz",
                "/mid/reply@hidden.example"
            })
    void aPrivateListIsNotThere(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.asString()).doesNotContain("canaryword", "The list hidden");
    }

    @Test
    void aPrivateMessageIsNowhere() {
        String id = id("reply@hidden.example");
        for (String address : List.of(
                "/reading/message/" + id + "/", "/reading/message/" + id + "/raw", "/reading/thread/" + id + "/")) {
            assertThat(get(address).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(page("/search?q=canaryword").select(".found")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nolist/",
                "/reading/2025-Juli/",
                "/reading/2025-July/nothing.html",
                "/reading/message/short/",
                "/reading/message/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
                "/mid/unknown@example.org",
                "/mid/anything%2500%2501else",
                "/a/b/c/d/e"
            })
    void anUnknownAddressHelps(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).isEqualTo(404);
        Document page = Jsoup.parse(response.asString());
        assertThat(page.select("h1").text()).isEqualTo("Not found");
        assertThat(page.select("main form input[name=q]")).hasSize(1);
    }

    @Test
    void everyAnswerHasTheStrictHeaders() {
        for (String address : List.of("/", "/reading/", "/nolist/", "/salon.css", "/reading/index.json")) {
            Response response = get(address);
            assertThat(response.header("Content-Security-Policy"))
                    .as(address)
                    .startsWith("default-src 'none'; style-src 'self'");
            assertThat(response.header("X-Content-Type-Options")).as(address).isEqualTo("nosniff");
            assertThat(response.header("Referrer-Policy")).as(address).isEqualTo("same-origin");
        }
    }

    @Test
    void anUnchangedPageIsNotSentAgain() {
        String tag = get("/reading/2025-July/").header("ETag");
        assertThat(tag).startsWith("\"");
        assertThat(given().header("If-None-Match", tag)
                        .get("/reading/2025-July/")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void addressesHaveOneForm() {
        Response lower = get("/reading/message/" + id("root@example.org").toLowerCase(Locale.ROOT) + "/");
        assertThat(lower.statusCode()).isEqualTo(301);
        assertThat(get("/reading").statusCode()).isEqualTo(301);
    }

    @Test
    void importingAgainAddsNothing() {
        assertThat(lists.fill("reading", MBOX)).satisfies(report -> {
            assertThat(report.read()).isEqualTo(3);
            assertThat(report.added()).isZero();
            assertThat(report.known()).isEqualTo(3);
        });
    }
}
