package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.missing;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.ListSettings;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.person.Mailmap;
import org.salonarchive.archive.person.Persons;
import org.salonarchive.archive.person.SenderKey;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A person's page, from whichever addresses it writes. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class AuthorResourceTest {

    private static final String WORK = "anna@work.example";
    private static final String HOME = "anna@home.example";
    private static final String SECRET = "anna@secret.example";
    private static final String BRUNO = "bruno@people.example";
    private static final String MAILMAP = "Anna Berg <" + WORK + "> <" + HOME + ">\n<" + WORK + "> <" + SECRET + ">\n";

    private final TestList lists;
    private final MailingLists names;
    private final ListSettings settings;
    private final Persons persons;

    AuthorResourceTest(TestList lists, MailingLists names, ListSettings settings, Persons persons) {
        this.lists = lists;
        this.names = names;
        this.settings = settings;
        this.persons = persons;
    }

    private static String mail(String key, String from, String day, String more) {
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + key + "@people.example>\nFrom: " + from
                + "\nDate: " + day + " 10:00:00 +0000\nSubject: About " + key + "\n" + more + "\nText of " + key
                + ".\n\n";
    }

    private static String answerTo(String key) {
        return "References: <" + key + "@people.example>\n";
    }

    private static String link(String list, String address) {
        return ArchiveLinks.author(list, SenderKey.of(address).hash());
    }

    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill(
                "people",
                mail("first", "Anna <" + WORK + ">", "1 Mar 2018", "")
                        + mail("second", "\"Anna B.\" <" + HOME + ">", "2 Mar 2020", "")
                        + mail("third", "Anna <" + HOME + ">", "3 Mar 2020", answerTo("first"))
                        + mail("fourth", "Bruno <" + BRUNO + ">", "4 Mar 2020", answerTo("first"))
                        + mail("fifth", "Anna <" + WORK + ">", "5 Mar 2021", answerTo("never-seen")));
        lists.fill("people-at-home", mail("home", "Anna at home <" + HOME + ">", "6 Mar 2021", ""));
        lists.fill("people-hidden", mail("hidden", "Anna in secret <" + SECRET + ">", "7 Mar 2022", ""));
        set("people-hidden", Optional.of("private"), Optional.empty());
        set("people", Optional.empty(), Optional.of("masked"));
        mailmap(MAILMAP);
    }

    @AfterEach
    void forgetWhoIsOnePerson() throws SQLException {
        mailmap("");
    }

    private void mailmap(String text) throws SQLException {
        persons.read(Mailmap.read(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private void set(String list, Optional<String> access, Optional<String> addresses) throws SQLException {
        settings.change(
                names.idOf(list).orElseThrow(),
                new ListSettings.Change(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        access,
                        addresses,
                        ListSettings.Habits.KEPT));
    }

    @Test
    void showsOnePersonWithAllItsAddresses() {
        Document page = page(link("people", WORK));
        assertThat(page.select("h1").text()).isEqualTo("Anna Berg");
        List<String> said = page.select("main > .meta").eachText();
        assertThat(said.get(0)).isEqualTo("4 messages, first 1 Mar 2018, last 5 Mar 2021 · Atom");
        assertThat(said.get(1)).contains("<anna at work.example>", "<anna at home.example>");
        assertThat(said.get(2)).isEqualTo("Also as Anna, Anna B.");
        assertThat(page.select("main > .meta a").eachAttr("href"))
                .containsExactly(
                        "/people/message/" + id("first@people.example") + "/",
                        "/people/message/" + id("fifth@people.example") + "/",
                        link("people", WORK) + "feed.atom");
        assertThat(page.select("h2").eachText())
                .containsExactly("Threads started 2", "2021 1 message", "2020 2 messages", "2018 1 message");
        assertThat(page.select("ol.flat .what").eachText())
                .containsExactly("About fifth", "About third", "About second", "About first");
    }

    @Test
    void showsTheThreadsThatItStartedAndHowTheyGrew() {
        List<Element> started = page(link("people", WORK)).select("h2:contains(Threads) + ol .row");
        assertThat(started).extracting(Element::text).hasSize(2);
        assertThat(started.get(0).select("a").attr("href"))
                .isEqualTo("/people/thread/" + id("second@people.example") + "/");
        assertThat(started.get(1).text()).contains("About first", "3 messages", "1 Mar 2018");
    }

    @Test
    void anyAddressLeadsToThePersonAndStaysOne() throws SQLException {
        Response led = get(link("people", HOME) + "?year=2020");
        assertThat(led.statusCode()).isEqualTo(302);
        assertThat(led.header("Location")).isEqualTo(link("people", WORK) + "?year=2020");
        mailmap("");
        Document alone = page(link("people", HOME));
        assertThat(alone.select("h1").text()).isEqualTo("Anna");
        assertThat(alone.select("main > .meta").first().text()).startsWith("2 messages, ");
        assertThat(page(link("people", WORK)).select("main > .meta").first().text())
                .startsWith("2 messages, ");
    }

    @Test
    void tellsNothingOfHiddenLists() {
        Document page = page(link("people", WORK));
        String hash = SenderKey.of(SECRET).hash().base32();
        assertThat(page.outerHtml()).doesNotContain("secret", hash);
        assertThat(page.select("main").text()).doesNotContain("2022");
        missing(link("people", SECRET));
        missing(link("people-hidden", SECRET));
        assertThat(get(link("people", SECRET) + "feed.atom").statusCode()).isEqualTo(404);
        assertThat(page("/people/author/").outerHtml()).doesNotContain("secret", hash);
    }

    /** The address that stands for a person has perhaps never written to a list. */
    @Test
    void aListKnowsAPersonByTheAddressThatWritesToIt() {
        Document page = page(link("people-at-home", HOME));
        assertThat(page.select("h1").text()).isEqualTo("Anna Berg");
        assertThat(page.outerHtml())
                .doesNotContain("work.example", SenderKey.of(WORK).hash().base32());
        missing(link("people-at-home", WORK));
    }

    @Test
    void countsPersonsNotAddresses() {
        Document senders = page("/people/author/");
        assertThat(senders.select("main > .meta").text()).startsWith("2 in all");
        assertThat(senders.select("tbody tr").eachText().get(0))
                .isEqualTo("Anna Berg anna at work.example 4 1 Mar 2018 – 5 Mar 2021");
        assertThat(senders.select("tbody tr")).hasSize(2);
        assertThat(page("/people/").select(".lede").text()).contains("5 messages by 2 senders");
        assertThat(page("/people/thread/" + id("first@people.example") + "/").text())
                .contains("3 messages, 2 people");
    }

    @Test
    void barsLeadToYearsAndTellNoAddress() throws SQLException {
        Document masked = page(link("people", WORK));
        assertThat(masked.select("svg.activity a").eachAttr("href")).containsExactly("#y2018", "#y2020", "#y2021");
        assertThat(masked.select("svg.activity a").eachAttr("aria-label"))
                .containsExactly("2018: 1 message", "2020: 2 messages", "2021: 1 message");
        assertThat(masked.outerHtml()).doesNotContain("anna@", "anna%40");
        set("people", Optional.empty(), Optional.of("hidden"));
        assertThat(page(link("people", WORK)).outerHtml()).doesNotContain("work.example", "anna@", "anna%40");
        set("people", Optional.empty(), Optional.of("shown"));
        Document shown = page(link("people", WORK));
        String search = "/people/search?q=from%3A%22anna%40work.example%22";
        assertThat(shown.select("svg.activity a").eachAttr("href"))
                .containsExactly(search + "%20date%3A2018", search + "%20date%3A2020", search + "%20date%3A2021");
        assertThat(shown.select("a:contains(Search them)").attr("href")).isEqualTo(search);
    }

    @Test
    void aYearCanBeTurnedTo() {
        Document page = page(link("people", WORK) + "?year=2020");
        assertThat(page.select("h2[id]").eachAttr("id")).containsExactly("y2020", "y2018");
        assertThat(page.select("svg.activity a").eachAttr("href")).containsExactly("#y2018", "#y2020", "?year=2021");
        assertThat(page.select("a:contains(Newest)").attr("href")).isEqualTo(link("people", WORK));
        assertThat(page(link("people", WORK) + "?year=1990").select("main").text())
                .contains("nothing from before that");
        assertThat(page(link("people", WORK) + "?year=never").select("h2[id]")).hasSize(3);
    }

    @Test
    void theFeedOfEachAddressIsThatOfThePerson() {
        for (String address : List.of(WORK, HOME)) {
            String feed = get(link("people", address) + "feed.atom").asString();
            assertThat(feed.split("<entry>", -1)).hasSize(5);
            assertThat(feed).contains("<title>Anna Berg – ", link("people", address) + "feed.atom");
            assertThat(feed).as("authors as the mail says").contains("<name>Anna B.</name>", "<name>Anna</name>");
        }
    }

    /** More messages than a page has, from two addresses in turn. */
    @Test
    void pagesShowEachMessageOnceWhicheverAddressItCameFrom() throws SQLException {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            String day = String.format(Locale.ROOT, "%d %s %d", 1 + i % 28, i % 2 == 0 ? "Mar" : "Apr", 2001 + i / 28);
            mbox.append(mail("lifelong" + i, "L <l" + i % 2 + "@long.example>", day, ""));
        }
        lists.fill("lifelong", mbox.toString());
        mailmap("<l0@long.example> <l1@long.example>\n");
        List<String> seen = new ArrayList<>();
        String next = link("lifelong", "l0@long.example");
        while (!next.isEmpty()) {
            Document page = page(next);
            seen.addAll(page.select("ol.flat .what a").eachAttr("href"));
            String further = page.select("a[rel=next]").attr("href");
            next = further.isEmpty() ? "" : link("lifelong", "l0@long.example") + further;
        }
        assertThat(seen).hasSize(450).doesNotHaveDuplicates();
        Document page = page(link("lifelong", "l0@long.example"));
        assertThat(page.select("h2").first().text()).isEqualTo("Threads started 450, the latest 5");
        assertThat(page.select("h2 + ol").first().select("li")).hasSize(5);
    }

    /** Persons stand among those who are not merged, in one order over all pages. */
    @Test
    void theTableOfSendersHasEachPersonOnce() throws SQLException {
        StringBuilder mbox = new StringBuilder();
        StringBuilder mailmap = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            mbox.append(mail("many" + i, "M" + i + " <m" + i + "@many.example>", "1 Mar 2019", ""));
            if (i % 3 == 1) {
                mailmap.append("<m" + (i - 1) + "@many.example> <m" + i + "@many.example>\n");
            }
        }
        lists.fill("many", mbox.toString());
        mailmap(mailmap.toString());
        List<String> seen = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        String next = "/many/author/";
        while (!next.isEmpty()) {
            Document page = page(next);
            assertThat(page.select("main > .meta").first().text()).startsWith("300 in all");
            seen.addAll(page.select("tbody a").eachAttr("href"));
            counts.addAll(page.select("tbody td.num:nth-child(3)").eachText());
            String further = page.select("a[rel=next]").attr("href");
            next = further.isEmpty() ? "" : "/many/author/" + further;
        }
        assertThat(seen).hasSize(300).doesNotHaveDuplicates();
        assertThat(counts.subList(0, 150)).containsOnly("2");
        assertThat(counts.subList(150, 300)).containsOnly("1");
    }
}
