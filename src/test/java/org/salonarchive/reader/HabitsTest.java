package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.ListSettings.Change;
import org.salonarchive.archive.ListSettings.Habits;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** What those find who have used Pipermail and MHonArc for years. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class HabitsTest {

    private final TestList lists;
    private final MailingLists names;
    private final ListSettings settings;

    HabitsTest(TestList lists, MailingLists names, ListSettings settings) {
        this.lists = lists;
        this.names = names;
        this.settings = settings;
    }

    /** One of a list's messages of March and April 2024. */
    private static String mail(String key, String day, String author, String subject, String more) {
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + key + "@habits.example>\nFrom: " + author
                + " <" + key + "@habits.example>\nDate: " + day + " 2024 10:00:00 +0000\nSubject: " + subject + "\n"
                + more + "\nText of " + key + ".\n\n";
    }

    private static String answerTo(String... keys) {
        StringBuilder field = new StringBuilder("References:");
        for (String key : keys) {
            field.append(" <").append(key).append("@habits.example>");
        }
        return field + "\n";
    }

    private static String address(String key) {
        return "/habits/message/" + id(key + "@habits.example") + "/";
    }

    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill(
                "habits",
                mail("h1", "1 Mar", "Guido van Rossum", "[Habits] Zebras", "")
                        + mail("h2", "2 Mar", "Karl Anderson", "[habits] apples", "")
                        + mail("h3", "3 Mar", "zoe", "Re: [Habits] Zebras", answerTo("h1"))
                        + mail("h4", "4 Mar", "Beth Adams", "Re: [Habits]  Apples", answerTo("h2"))
                        + mail("h5", "5 Apr", "Karl Anderson", "Re: [Habits] Zebras", answerTo("h1"))
                        + mail("h6", "6 Apr", "Karl Anderson", "[Habits] Melons", answerTo("h5", "unseen")));
        settings.change(
                names.idOf("habits").orElseThrow(),
                change(new Habits(
                        Optional.of("habits@lists.example"),
                        Optional.empty(),
                        Optional.of("Fruit"),
                        Optional.of(true),
                        Optional.empty())));
    }

    private static Change change(Habits habits) {
        return new Change(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                habits);
    }

    private static List<String> keys(Document index) {
        List<String> keys = new ArrayList<>();
        List<String> known = List.of("h1", "h2", "h3", "h4", "h5", "h6");
        index.select(".row .what > a")
                .eachAttr("href")
                .forEach(link ->
                        known.stream().filter(key -> link.equals(address(key))).forEach(keys::add));
        return keys;
    }

    @Test
    void indexesAreSortedAsPipermailSortsThem() {
        assertThat(keys(page("/habits/2024-March/"))).containsExactly("h1", "h3", "h2", "h4");
        assertThat(keys(page("/habits/2024-March/subject.html"))).containsExactly("h2", "h4", "h1", "h3");
        assertThat(keys(page("/habits/2024-March/author.html"))).containsExactly("h4", "h2", "h1", "h3");
        assertThat(keys(page("/habits/2024-March/date.html"))).containsExactly("h1", "h2", "h3", "h4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h1", "h3", "h6"})
    void aMessageLeadsToItsPlaceInEachIndex(String key) {
        Document page = page(address(key));
        List<String> links = page.select("nav[aria-label=Messages sorted by] a").eachAttr("href");
        assertThat(links).hasSize(4);
        for (String link : links) {
            String[] parts = link.split("#");
            assertThat(parts[1]).matches("0|[1-9]\\d*");
            assertThat(page(parts[0])
                            .select("li[id=" + parts[1] + "] > .row .what > a")
                            .first()
                            .attr("href"))
                    .isEqualTo(address(key));
        }
        assertThat(page.select("nav[aria-label=Messages sorted by] a").eachText())
                .containsExactly("thread", "subject", "author", "date");
    }

    @Test
    void readingOnByThreadLeadsThroughTheWholeList() {
        List<String> walked = new ArrayList<>(List.of("h1"));
        for (String label :
                List.of("Next in thread", "Next in thread", "Next in thread", "Next thread", "Next in thread")) {
            Document page = page(address(walked.get(walked.size() - 1)));
            assertThat(page.select("nav.steps a[rel=next]").text()).isEqualTo(label + " →");
            walked.addAll(keysOf(page, "nav.steps a[rel=next]"));
        }
        assertThat(walked).containsExactly("h1", "h3", "h5", "h6", "h2", "h4");
        assertThat(page(address("h4")).select("nav.steps a[rel=next]")).isEmpty();
        for (int i = walked.size() - 1; i > 0; i--) {
            assertThat(keysOf(page(address(walked.get(i))), "nav.steps a[rel=prev]"))
                    .containsExactly(walked.get(i - 1));
        }
    }

    @Test
    void readingOnByDateCrossesVolumes() {
        assertThat(keysOf(page(address("h4")), ".aside p.meta a")).contains("h3", "h5");
    }

    private static List<String> keysOf(Document page, String links) {
        return page.select(links).eachAttr("href").stream()
                .flatMap(link ->
                        List.of("h1", "h2", "h3", "h4", "h5", "h6").stream().filter(key -> link.equals(address(key))))
                .toList();
    }

    @Test
    void aMessageNamesItsAnswersAndWhatItAnswers() {
        Document first = page(address("h1"));
        assertThat(first.select(".kin").eachText())
                .containsExactly("Answered by zoe, 3 Mar 2024 10:00 · Karl Anderson, 5 Apr 2024 10:00");
        Document last = page(address("h6"));
        assertThat(last.select(".mail header .meta").text()).contains("In answer to Karl Anderson, 5 Apr 2024 10:00");
        assertThat(last.select(".kin")).isEmpty();
    }

    @Test
    void anAnswerGoesToTheListAlsoWhereTheMailDoesNotSayWhere() {
        assertThat(page(address("h6")).select("a[href^=mailto:]").attr("href"))
                .startsWith("mailto:habits@lists.example?Subject=Re%3A%20")
                .contains("&In-Reply-To=%3Ch6%40habits.example%3E&References=%3Ch5%40habits.example%3E%20");
    }

    @Test
    void searchEnginesListMessagesAndFollowIndexes() throws SQLException {
        assertThat(robots(address("h1"))).isEqualTo("index,nofollow");
        assertThat(robots("/habits/")).isEqualTo("index,follow");
        for (String index :
                List.of("/habits/2024-March/", "/habits/author/", "/habits/search?q=text", "/search?q=text")) {
            assertThat(robots(index)).as(index).isEqualTo("noindex,follow");
        }
        assertThat(get("/sitemap.xml").asString()).contains("/habits/sitemap-0.xml</loc><lastmod>20");
        String sitemap = get("/habits/sitemap-0.xml").asString();
        assertThat(sitemap)
                .contains("/habits/</loc>", address("h1") + "</loc><lastmod>2024-03-01T10:00:00Z", address("h6"));
        assertThat(sitemap.split("<url>", -1)).hasSize(8);
        Habits hidden =
                new Habits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty());
        settings.change(names.idOf("habits").orElseThrow(), change(hidden));
        assertThat(robots(address("h1"))).isEqualTo("noindex,nofollow");
        assertThat(robots("/habits/")).isEqualTo("noindex,follow");
        assertThat(get("/sitemap.xml").asString()).doesNotContain("/habits/");
        assertThat(get("/habits/sitemap-0.xml").statusCode()).isEqualTo(404);
    }

    private static String robots(String address) {
        return page(address).select("meta[name=robots]").attr("content");
    }

    @Test
    void robotsLearnWhatToLeaveAlone() {
        assertThat(get("/robots.txt").asString())
                .startsWith("User-agent: *\nDisallow: /admin/\n")
                .contains("\nSitemap: http")
                .endsWith("/sitemap.xml\n")
                .doesNotContain("habits");
        assertThat(get("/robots.txt").contentType()).startsWith("text/plain");
    }

    @Test
    void whoeverLooksForTheSignInItsOldPlaceFindsIt() {
        String way = given().redirects().follow(false).get("/favicon.ico").header("Location");
        assertThat(get(URI.create(way).getPath()).contentType()).startsWith("image/svg+xml");
    }

    @Test
    void aListIsFoundUnderItsGroup() {
        Document page = page("/");
        assertThat(page.select("h2").eachText()).contains("Fruit");
        assertThat(page.select("h3 a[href=/habits/]").text()).isEqualTo("The list habits");
        assertThat(page("/?q=FRUIT+habits").select(".lists li")).hasSize(1);
        assertThat(page("/?q=nothing-of-the-kind").select("main").text()).contains("No list is called so");
        assertThat(page("/?q=%3Cscript%3E").select("script")).isEmpty();
    }

    @Test
    void whatDoesNotChangeIsNotSentAgain() {
        for (String address : List.of(
                "/",
                address("h1"),
                "/habits/2024-March.txt",
                "/habits/2024-March.txt.gz",
                "/habits/2024-March.mbox.gz",
                "/habits/all.mbox.gz",
                "/habits/search.mbox.gz?q=text",
                "/search.mbox.gz?q=text",
                "/habits/feed.atom",
                "/habits/search.atom?q=text",
                "/habits/sitemap-0.xml",
                "/robots.txt")) {
            String tag = get(address).header("ETag");
            assertThat(tag).as(address).startsWith("\"");
            assertThat(given().urlEncodingEnabled(false).head(address).header("ETag"))
                    .as(address)
                    .isEqualTo(tag);
            assertThat(given().urlEncodingEnabled(false)
                            .header("If-None-Match", tag)
                            .get(address)
                            .statusCode())
                    .as(address)
                    .isEqualTo(304);
        }
    }
}
