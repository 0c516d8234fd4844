package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** The feeds, as RFC 4287 wants them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class FeedsTest {

    private static final int MESSAGES = 60;

    private final TestList lists;

    FeedsTest(TestList lists) {
        this.lists = lists;
    }

    @BeforeEach
    void fillList() {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            mbox.append(
                    i % 2 == 0
                            ? mail("feed" + i, i, "", "A beginning <b>with a\u0008bell</b> feedword.")
                            : answer("feed" + i, i, "feed0"));
        }
        lists.fill("fed", mbox.toString());
    }

    private static Document feed(String address) {
        Response response = get(address);
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/atom+xml");
        RestAssured.given().get(address).xmlPath().getString("feed.id");
        return Jsoup.parse(response.asString(), "", Parser.xmlParser());
    }

    private static String author() {
        return page("/fed/author/").select("tbody a").first().attr("href") + "feed.atom";
    }

    private static List<String> addresses() {
        return List.of(
                "/fed/feed.atom",
                "/fed/thread/" + id("feed0") + "/feed.atom",
                author(),
                "/fed/search.atom?q=feedword",
                "/search.atom?q=feedword");
    }

    @Test
    void eachFeedHasWhatTheStandardDemands() {
        for (String address : addresses()) {
            Document feed = feed(address);
            Element root = feed.child(0);
            assertThat(root.tagName()).isEqualTo("feed");
            assertThat(root.attr("xmlns")).isEqualTo("http://www.w3.org/2005/Atom");
            for (String once : List.of("id", "title", "updated")) {
                assertThat(feed.select("feed > " + once))
                        .as(address + " " + once)
                        .hasSize(1);
                assertThat(feed.select("feed > " + once).text()).isNotBlank();
            }
            assertThat(feed.select("feed > id").text()).startsWith("urn:uuid:");
            String self = feed.select("feed > link[rel=self]").attr("href");
            assertThat(self).startsWith("http").endsWith(address);
            assertThat(feed.select("entry")).isNotEmpty().allSatisfy(entry -> {
                for (String once :
                        List.of("id", "title", "updated", "published", "author > name", "content[type=html]")) {
                    assertThat(entry.select("entry > " + once)).as(once).hasSize(1);
                }
                assertThat(entry.select("entry > id").text()).matches("urn:sha1:[A-Z2-7]{32}");
                assertThat(entry.select("entry > link[rel=alternate]").attr("href"))
                        .startsWith("http");
                assertThat(entry.select("entry > updated").text()).matches("2024-03-01T\\d\\d:\\d\\d:00Z");
            });
            assertThat(feed.select("feed > updated").text())
                    .isEqualTo(feed.select("entry > updated").first().text());
        }
    }

    @Test
    void textIsSafeAndWhole() {
        Document feed = feed("/fed/search.atom?q=feedword");
        Document content = Jsoup.parse(feed.select("content").first().text());
        assertThat(content.text()).isEqualTo("A beginning <b>with a\uFFFDbell</b> feedword.");
        assertThat(content.select("b")).isEmpty();
        assertThat(feed.child(0).attr("xml:base")).startsWith("http").endsWith("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fed/feed.atom", "/fed/search.atom?q=feedword", "THREAD"})
    void pagesOfAFeedHaveEachMessageOnce(String written) {
        String address = written.equals("THREAD") ? "/fed/thread/" + id("feed0") + "/feed.atom" : written;
        List<String> ids = new ArrayList<>();
        String next = address;
        while (!next.isEmpty()) {
            Document feed = feed(next);
            assertThat(feed.select("entry").size()).isLessThanOrEqualTo(25);
            ids.addAll(feed.select("entry > id").eachText());
            next = feed.select("feed > link[rel=next]").attr("href").replaceFirst("^https?://[^/]+", "");
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).hasSize(written.equals("/fed/feed.atom") ? MESSAGES : written.equals("THREAD") ? 31 : 30);
    }

    @Test
    void aFeedIsKnownAgainByWhicheverNameTheReaderCame() {
        for (String address : addresses().subList(0, 4)) {
            String other = RestAssured.given()
                    .header("Host", "other.example")
                    .urlEncodingEnabled(false)
                    .get(address)
                    .xmlPath()
                    .getString("feed.id");
            assertThat(other).isEqualTo(feed(address).select("feed > id").text());
        }
        assertThat(addresses().stream()
                        .map(address -> feed(address).select("feed > id").text()))
                .doesNotHaveDuplicates();
    }

    @Test
    void pagesNameTheirFeeds() {
        assertThat(alternates("/fed/")).containsExactly("/fed/feed.atom");
        assertThat(alternates("/fed/thread/" + id("feed3") + "/"))
                .containsExactly("/fed/feed.atom", "/fed/thread/" + id("feed0") + "/feed.atom");
        assertThat(alternates(author().replace("feed.atom", ""))).containsExactly("/fed/feed.atom", author());
        assertThat(alternates("/fed/search?q=feedword"))
                .containsExactly("/fed/feed.atom", "/fed/search.atom?q=feedword");
        assertThat(alternates("/search?q=feedword")).containsExactly("/search.atom?q=feedword");
        assertThat(alternates("/search")).isEmpty();
    }

    private static List<String> alternates(String address) {
        return page(address).select("link[rel=alternate]").eachAttr("href");
    }

    @Test
    void aFeedSaysWhenItChanged() {
        Response response = get("/fed/feed.atom");
        assertThat(response.header("Last-Modified")).isEqualTo("Fri, 1 Mar 2024 00:59:00 GMT".replace(" 1 ", " 01 "));
        assertThat(RestAssured.given()
                        .header("If-None-Match", response.header("ETag"))
                        .get("/fed/feed.atom")
                        .statusCode())
                .isEqualTo(304);
    }
}
