package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;
import static org.salonarchive.reader.Site.missing;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A volume that is too long for one page. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class VolumeResourceTest {

    private static final int MESSAGES = 2_300;
    private static final int THREAD = 30;

    private final TestList lists;

    VolumeResourceTest(TestList lists) {
        this.lists = lists;
    }

    /** Threads of thirty; the answers of one stand among those of others by date. */
    @BeforeEach
    void fillList() {
        if (get("/long/").statusCode() == 200) {
            return;
        }
        int threads = MESSAGES / THREAD;
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            String id = "long" + i + "@example.org";
            mbox.append(
                    i < threads
                            ? mail(id, i, "", "A beginning.")
                            : answer(id, i, "long" + i % threads + "@example.org"));
        }
        lists.fill("long", mbox.toString());
    }

    /** Follows "Further messages" to the end. */
    private static List<Document> pages(String address) {
        List<Document> pages = new ArrayList<>();
        Optional<String> next = Optional.of(address);
        while (next.isPresent()) {
            Document page = page(next.get());
            pages.add(page);
            next = page.select("nav.steps a[rel=next]").stream()
                    .map(link -> address + link.attr("href"))
                    .findFirst();
        }
        return pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "subject.html", "author.html", "date.html"})
    void pagesShowEachMessageOnceAndSayThatTheyArePages(String index) {
        List<Document> pages = pages("/long/2024-March/" + index);
        assertThat(pages).hasSize(5);
        Set<String> seen = new LinkedHashSet<>();
        for (Document page : pages) {
            assertThat(page.select("main .note").text()).contains("at most 500 messages");
            assertThat(page.select("h1").text()).isEqualTo("March 2024");
            for (Element link : page.select(".row .what > a")) {
                assertThat(seen.add(link.attr("href"))).as(link.attr("href")).isTrue();
            }
        }
        assertThat(seen).hasSize(MESSAGES);
    }

    @Test
    void aPageOfThreadsEndsWithAThread() {
        for (Document page : pages("/long/2024-March/")) {
            assertThat(page.select("ol.threads > li > .row .n a").eachText())
                    .isNotEmpty()
                    .allMatch(count -> count.matches("3[01].messages"));
            assertThat(page.text()).doesNotContain("continues from");
        }
    }

    @Test
    void programsGetTheSameOrderAndPages() {
        List<String> ids = new ArrayList<>();
        String next = "/long/2024-March.json";
        while (next != null) {
            JsonPath page = get(next).jsonPath();
            assertThat(page.getInt("total")).isEqualTo(MESSAGES);
            ids.addAll(page.getList("messages.id"));
            next = page.getString("next");
        }
        List<String> shown = new ArrayList<>();
        for (Document page : pages("/long/2024-March/")) {
            page.select(".row .what > a")
                    .forEach(link -> shown.add(link.attr("href").replaceAll(".*/message/|/$", "")));
        }
        assertThat(ids).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"long5", "long700", "long1999"})
    void aMessageLeadsToThePageOfEachIndexOnWhichItStands(String key) {
        String message = "/long/message/" + id(key + "@example.org") + "/";
        List<String> places =
                page(message).select("nav[aria-label=Messages sorted by] a").eachAttr("href");
        assertThat(places).hasSize(4);
        for (String place : places) {
            String[] parts = place.split("#");
            assertThat(page(parts[0])
                            .select("li[id=" + parts[1] + "] > .row .what > a")
                            .eachAttr("href"))
                    .as(place)
                    .containsExactly(message);
        }
    }

    @Test
    void aPlaceThatIsNoneBeginsAtTheBeginning() {
        assertThat(page("/long/2024-March/?after=nonsense").select(".row")).isNotEmpty();
    }

    @Test
    void aVolumeWithoutMessagesLeadsToItsNeighbours() {
        assertThat(missing("/long/2024-February/").select("main li a").eachText())
                .containsExactly("March 2024, 2,300 messages", "The list long");
        assertThat(missing("/long/2024-Marsh/").select("main li a").eachText())
                .containsExactly("March 2024, 2,300 messages", "The list long");
        assertThat(missing("/long/2025.json").select("h1").text()).isEqualTo("Not found");
        assertThat(missing("/long/2025.mbox.gz").select("h1").text()).isEqualTo("Not found");
    }

    @Test
    void otherPeriodsOfTheSameMessagesAreThereToo() {
        assertThat(page("/long/2024/").select(".row")).hasSizeGreaterThan(400);
        assertThat(page("/long/20240301/date.html").select(".row")).hasSize(500);
    }
}
