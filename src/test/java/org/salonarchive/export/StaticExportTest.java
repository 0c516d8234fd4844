package org.salonarchive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.person.Persons;
import org.salonarchive.archive.person.SenderKey;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.OldLink.Scheme;
import org.salonarchive.testing.Browser;
import org.salonarchive.testing.Browser.Window;
import org.salonarchive.testing.OldArchive;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A list as files: all of it, linked within itself, and nothing that acts. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class StaticExportTest {

    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E" + "rkJggg==";
    private static final String ARTICLE_HEAD = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n";
    private static final String ARTICLE = "--b\nContent-Type: text/html\n\n<h2>News</h2><p>An article with a <a"
            + " href=\"https://example.org/x\">link</a> and <script>alert(1)</script> a form <form action=/x><input></form>."
            + "</p>\n--b\nContent-Type: image/png; name=\"a b.png\"\nContent-Transfer-Encoding: base64\n\n" + PICTURE
            + "\n--b--\n";

    private final TestList lists;
    private final StaticExport export;
    private final Persons persons;

    @TempDir
    Path folder;

    StaticExportTest(TestList lists, StaticExport export, Persons persons) {
        this.lists = lists;
        this.export = export;
        this.persons = persons;
    }

    @BeforeEach
    void fillList() {
        if (get("/kept/").statusCode() == 200) {
            return;
        }
        lists.fill(
                "kept",
                List.of(new OldArchive(
                        "tree",
                        mail("kept1@example.org", 1, ARTICLE_HEAD, ARTICLE),
                        List.of(List.of(
                                new OldLink.Page(Scheme.PIPERMAIL, "2024-March", 7),
                                new OldLink.File("attachments/20240301/x/a.png", "0".repeat(64)))))));
        StringBuilder mbox = new StringBuilder();
        for (int i = 2; i < 300; i++) {
            mbox.append(answer("kept" + i + "@example.org", i * 300, "kept" + i / 2 + "@example.org"));
        }
        lists.fill("kept", mbox.toString());
    }

    private StaticExport.Report export() throws IOException, InterruptedException {
        return export("kept");
    }

    private StaticExport.Report export(String name) throws IOException, InterruptedException {
        MailingList list = export.list(name).orElseThrow();
        return export.run(list, folder, RestAssured.port, Optional.empty(), messages -> {});
    }

    private List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    /** Every file that a page names, with the page; those elsewhere left out. */
    private List<Path> targets(Path page) throws IOException {
        Document document = Jsoup.parse(Files.readString(page));
        List<Path> targets = new ArrayList<>();
        for (Element element : document.select("[href], [src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            assertThat(link).as(page + ": " + element).doesNotStartWith("/");
            if (!link.isEmpty() && !link.startsWith("#") && !link.matches("[a-z]+:.*")) {
                URI target = page.toUri().resolve(link);
                targets.add(Path.of(URI.create(target.toString().replaceFirst("#.*", ""))));
            }
        }
        return targets;
    }

    @Test
    void writesTheWholeListLinkedWithinItself() throws IOException, InterruptedException {
        StaticExport.Report report = export();
        assertThat(report.problems()).isEmpty();
        assertThat(report.written()).isGreaterThan(600);
        for (Path page : pages()) {
            for (Path target : targets(page)) {
                assertThat(target)
                        .as("to which " + folder.relativize(page) + " leads")
                        .isRegularFile();
            }
            String html = Files.readString(page);
            assertThat(html).doesNotContain("<form", "127.0.0.1").contains("Content-Security-Policy");
        }
        for (int i = 1; i < 300; i++) {
            assertThat(folder.resolve("kept/message/" + id("kept" + i + "@example.org") + "/index.html"))
                    .isRegularFile();
        }
        Path first = folder.resolve("kept/message/" + id("kept1@example.org"));
        assertThat(first.resolve("part/2/a b.png"))
                .hasBinaryContent(Base64.getDecoder().decode(PICTURE));
        assertThat(Files.readAllBytes(first.resolve("raw")))
                .isEqualTo(
                        get("/kept/message/" + id("kept1@example.org") + "/raw").asByteArray());
        assertThat(first.resolve("original/1/index.html")).content().contains("An article");
        assertThat(Jsoup.parse(Files.readString(folder.resolve("pipermail/kept/2024-March/000007.html")))
                        .select("a")
                        .eachAttr("href"))
                .containsExactly("../../../kept/message/" + id("kept1@example.org") + "/index.html");
    }

    @Test
    void writesOnlyWhatHasChanged() throws IOException, InterruptedException {
        long files = export().written();
        StaticExport.Report again = export();
        assertThat(again.written()).isZero();
        assertThat(again.same()).isEqualTo(files);
        lists.fill("kept", mail("late" + System.nanoTime() + "@example.org", 500_000, "", "One more."));
        StaticExport.Report later = export();
        assertThat(later.written()).isBetween(4L, 60L);
        assertThat(later.problems()).isEmpty();
    }

    @Test
    void opensFromADisk() throws IOException, InterruptedException {
        export();
        try (Browser browser = Browser.open("")) {
            Page page = browser.page(Window.DESKTOP_LIGHT, false);
            page.navigate(folder.resolve("kept/index.html").toUri().toString());
            page.click("table.volumes tbody tr:last-child th a");
            page.click("ol.threads .what a");
            assertThat(page.url()).startsWith("file:").contains("/message/");
            page.click("text=Whole thread on one page");
            page.locator("img").first().waitFor();
            page.navigate(folder.resolve("pipermail/kept/2024-March/000007.html")
                    .toUri()
                    .toString());
            page.waitForURL("**/message/**");
            page = browser.inspected(Window.DESKTOP_LIGHT);
            page.navigate(folder.resolve("kept/message/" + id("kept1@example.org") + "/index.html")
                    .toUri()
                    .toString());
            assertThat(page.evaluate("getComputedStyle(document.querySelector('.skip')).position"))
                    .as("the stylesheet is used")
                    .isEqualTo("absolute");
            assertThat(page.evaluate("document.querySelector('main img').naturalWidth"))
                    .isEqualTo(1);
        }
    }

    @Test
    void writesNoPrivateList() {
        assertThat(export.list("nobody")).isEmpty();
    }

    @Test
    void eachAddressOfAPersonLeadsToItsPage() throws IOException, InterruptedException, SQLException {
        lists.fill(
                "kept-people", mail("people1@example.org", 1, "", "One.") + mail("people2@example.org", 2, "", "Two."));
        SenderKey first = SenderKey.of("p1@example.org");
        SenderKey second = SenderKey.of("p2@example.org");
        persons.merge(first, List.of(second), "test");
        try {
            assertThat(export("kept-people").problems()).isEmpty();
        } finally {
            persons.split(second, "test");
        }
        Path authors = folder.resolve("kept-people/author");
        assertThat(authors.resolve(first.hash().base32() + "/index.html"))
                .content()
                .contains("2 messages", "About people1@example.org");
        assertThat(authors.resolve(second.hash().base32() + "/index.html"))
                .content()
                .contains("url=../../../kept-people/author/" + first.hash().base32() + "/index.html");
    }

    @Test
    void keepsWhatTheMailSaid() throws IOException, InterruptedException {
        export();
        String page = Files.readString(
                folder.resolve("kept/message/" + id("kept1@example.org") + "/index.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("href=\"https://example.org/x\"").doesNotContain("<script");
    }
}
