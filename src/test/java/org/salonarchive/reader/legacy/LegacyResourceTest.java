package org.salonarchive.reader.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.OldLink.Scheme;
import org.salonarchive.testing.OldArchive;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Old addresses of every kind, asked of the started application. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class LegacyResourceTest {

    private static final String ATTACHED = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    private static final String PDF =
            "--b\nContent-Type: text/plain\n\nSee there.\n--b\nContent-Type: application/pdf; name=a.pdf\n\nA paper."
                    + "\n--b--\n";

    private final TestList lists;

    LegacyResourceTest(TestList lists) {
        this.lists = lists;
    }

    /** Two trees: the second was made anew without the second message, and counts from there on anew. */
    @BeforeEach
    void fillList() {
        if (get("/old/").statusCode() == 200) {
            return;
        }
        String first = mail("old1@example.org", 1, "", "One.");
        String second = mail("old2@example.org", 2, "", "Two.");
        String third = mail("old3@example.org", 3, ATTACHED, PDF);
        ImportReport report = lists.fill(
                "old",
                List.of(
                        new OldArchive(
                                "tree",
                                first + second + third,
                                List.of(
                                        List.of(page("2024-March", 100)),
                                        List.of(page("2024-March", 101)),
                                        List.of(
                                                page("2024-March", 104),
                                                page("2024-Marzo", 104),
                                                new OldLink.File(
                                                        "attachments/20240301/0123abcd/a.pdf", sha256("A paper.")),
                                                new OldLink.File(
                                                        "attachments/20240301/0123abcd/b.pdf", sha256("Gone."))))),
                        new OldArchive(
                                "tree made anew",
                                first + third,
                                List.of(
                                        List.of(page("2024-March", 100), mhonarc("2024-March", 0)),
                                        List.of(page("2024-March", 101), mhonarc("", 7))))));
        assertThat(report.problems()).isEmpty();
        lists.fill("old", mail("old4@example.org", 1_500, "", "Sent to the new archive."));
        lists.fill("unnumbered", mail("plain1@example.org", 1, "", "Never in an old archive."));
    }

    private static OldLink page(String volume, int number) {
        return new OldLink.Page(Scheme.PIPERMAIL, volume, number);
    }

    private static OldLink mhonarc(String volume, int number) {
        return new OldLink.Page(Scheme.MHONARC, volume, number);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String message(int number) {
        return "/old/message/" + id("old" + number + "@example.org") + "/";
    }

    private static void leads(String from, String to) {
        Response answer = get(from);
        assertThat(answer.statusCode()).as(from).isEqualTo(301);
        assertThat(answer.header("Location")).as(from).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pipermail",
                "/mailman/private",
                "/cgi-bin/mailman/private",
                "/mailman/private.cgi",
                "/private.cgi",
                "/mailman/htdig",
                "/htdig.cgi",
                "/archives",
                "/mailman/archives"
            })
    void takesEveryBase(String base) {
        leads(base + "/old/2024-March/000100.html", message(1));
        leads(base + "/Old_lists.example.org/2024-March/000100.html", message(1));
        leads(base + "/old", "/old/");
        leads(base + "/old/", "/old/");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-March/, /old/2024-March/",
        "2024-March/thread.html, /old/2024-March/",
        "2024-March/thrd2.html, /old/2024-March/",
        "2024-March/date.html, /old/2024-March/date.html",
        "2024-March/maillist.html, /old/2024-March/date.html",
        "2024-March/author.html, /old/2024-March/author.html",
        "2024-March/subject.html, /old/2024-March/subject.html",
        "2024-03/subject.html, /old/2024-March/subject.html",
        "2024-Marzo/date.html, /old/2024-March/date.html",
        "2024-March.txt, /old/2024-March.txt.gz",
        "2024-March.txt.gz, /old/2024-March.txt.gz",
        "index.html, /old/",
        "maillist.html, /old/"
    })
    void leadsToIndexes(String path, String to) {
        leads("/pipermail/old/" + path, to);
    }

    @Test
    void leadsToMessages() {
        leads("/pipermail/old/2024-March/000104.html", message(3));
        leads("/pipermail/old/2024-March/msg00000.html", message(1));
        leads("/pipermail/old/msg00007.html", message(3));
        leads("/pipermail/old/2024-April/000104.html", message(3));
        leads("/old/2024-March/000100.html", message(1));
    }

    @Test
    void leadsToWhatMessagesCarry() {
        String attachment = "/pipermail/old/attachments/20240301/0123abcd/";
        leads(attachment + "a.pdf", message(3) + "part/2/a.pdf");
        leads(attachment + "b.pdf", message(3));
        assertThat(get(attachment + "c.pdf").statusCode()).isEqualTo(404);
        assertThat(get(message(3) + "part/2/a.pdf").asString()).isEqualTo("A paper.");
    }

    @Test
    void offersAChoiceWhereAnArchiveWasMadeAnew() {
        Response answer = get("/pipermail/old/2024-March/000101.html");
        assertThat(answer.statusCode()).isEqualTo(300);
        Document page = Jsoup.parse(answer.asString());
        assertThat(page.select("main li a").eachAttr("href")).containsExactly(message(2), message(3));
        assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void namesWhatIsNearAnUnknownNumber() {
        Response answer = get("/pipermail/old/2024-March/000103.html");
        assertThat(answer.statusCode()).isEqualTo(404);
        Document page = Jsoup.parse(answer.asString());
        assertThat(page.select("main li a").eachAttr("href"))
                .containsExactly(message(1), message(2), message(3), "/old/2024-March/", "/old/");
        assertThat(get("/pipermail/old/2024-March/msg00099.html").statusCode()).isEqualTo(404);
    }

    /** The third message keeps its number, so that the fourth continues behind it. */
    @Test
    void continuesTheSequence() {
        leads("/old/2024-March/000105.html", message(4));
        assertThat(get(message(4).replaceAll("/$", ".json")).jsonPath().getInt("number"))
                .isEqualTo(105);
        assertThat(get(message(2).replaceAll("/$", ".json")).jsonPath().getInt("number"))
                .isEqualTo(101);
    }

    /** A number that was counted here and not taken over would be a guess. */
    @Test
    void doesNotGuessOldNumbers() {
        leads("/unnumbered/2024-March/000000.html", "/unnumbered/message/" + id("plain1@example.org") + "/");
        assertThat(get("/pipermail/unnumbered/2024-March/000000.html").statusCode())
                .isEqualTo(404);
        assertThat(get("/pipermail/old/2024-March/000105.html").statusCode()).isEqualTo(404);
    }

    @Test
    void answersForOtherArchives() {
        String hash = id("old1@example.org");
        String thread = "/old/thread/" + hash + "/";
        for (String base : List.of("", "/hyperkitty", "/archives", "/mailman3/hyperkitty")) {
            leads(base + "/list/old@example.org/message/" + hash + "/", message(1));
            leads(base + "/list/old@example.org/thread/" + hash + "/", thread);
            leads(base + "/list/old@example.org/2024/3/", "/old/2024-March/date.html");
            leads(base + "/list/old@example.org/", "/old/");
        }
        leads("/message-id/old1@example.org", message(1));
        leads("/message-id/flat/old1%40example.org", thread);
        leads("/message-id/raw/old1@example.org", message(1) + "raw");
        leads("/list/old/2024-03/", "/old/2024-March/date.html");
        leads("/thread/old1@example.org", thread);
        leads("/thread.html/%3Cold1@example.org%3E", thread);
        leads("/old/old1@example.org/", message(1));
        leads("/old/old1@example.org/T/", thread);
        leads("/old/old1@example.org/raw", message(1) + "raw");
        leads("/pipermail/old.mbox/old.mbox", "/old/all.mbox.gz");
        leads("/mailman/listinfo/old", "/old/");
        leads("/cgi-bin/mailman/listinfo/old", "/old/");
        leads("/listinfo.cgi/old-example.org", "/old/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pipermail/nobody/2024-March/000100.html",
                "/pipermail/old/2024-Maerz/000999.txt",
                "/pipermail/old/2099-Foo/",
                "/archives/nobody/",
                "/message-id/nobody@example.org",
                "/thread.html/r123@%3Cdev.example.org%3E",
                "/list/nobody@example.org/message/xyz/",
                "/pipermail/old/%00/..%2f/x",
                "/old/nobody@example.org/"
            })
    void findsNothingWhereThereIsNothing(String address) {
        Response answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(404);
        assertThat(answer.asString()).contains("<h1");
    }

    @Test
    void readsOldAddressesAgainWithoutDoublingThem() {
        Response before = get("/pipermail/old/2024-March/000101.html");
        lists.fill(
                "old",
                List.of(new OldArchive(
                        "tree once more",
                        mail("old2@example.org", 2, "", "Two."),
                        List.of(List.of(page("2024-March", 101))))));
        assertThat(get("/pipermail/old/2024-March/000101.html").asString()).isEqualTo(before.asString());
    }
}
