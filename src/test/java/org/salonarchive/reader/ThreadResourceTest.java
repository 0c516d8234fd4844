package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A thread that is too long for one page. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ThreadResourceTest {

    private static final int MESSAGES = 250;
    private static final String ROOT = "chain0@example.org";

    private final TestList lists;

    ThreadResourceTest(TestList lists) {
        this.lists = lists;
    }

    /** A chain: each answers the one before. */
    @BeforeEach
    void fillList() {
        StringBuilder mbox = new StringBuilder(mail(ROOT, 0, "", "A beginning."));
        for (int i = 1; i < MESSAGES; i++) {
            mbox.append(answer("chain" + i + "@example.org", i, "chain" + (i - 1) + "@example.org"));
        }
        lists.fill("chain", mbox.toString());
    }

    @Test
    void pagesShowEachMessageOnceAndSayWhichTheyAre() {
        for (String view : List.of("?page=", "?view=flat&page=")) {
            List<String> shown = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                Document page = page("/chain/thread/" + id(ROOT) + "/" + view + number);
                page.select("article.mail").forEach(mail -> shown.add(mail.id()));
                assertThat(page.text()).contains("of 250.");
                assertThat(page.select("div.replies")).hasSizeLessThanOrEqualTo(6);
            }
            assertThat(shown).doesNotHaveDuplicates().hasSize(MESSAGES);
        }
    }

    @Test
    void aMessageLeadsToItsOwnPageOfTheThread() {
        String last = id("chain249@example.org");
        Document page = page("/chain/thread/" + last + "/");
        assertThat(page.select("article.mail").last().id()).isEqualTo(last);
        assertThat(page.select("link[rel=canonical]").attr("href")).isEqualTo("/chain/thread/" + id(ROOT) + "/?page=3");
    }

    @Test
    void theThreadBesideAMessageIsAWindowThatSaysSo() {
        Document page = page("/chain/message/" + id("chain125@example.org") + "/");
        assertThat(page.select(".aside ol.threads .row")).hasSize(40);
        assertThat(page.select(".aside").text()).contains("Those around this one of its 250 messages");
        assertThat(page.select(".aside [aria-current]")).hasSize(1);
        assertThat(page.select("nav.steps a[rel=prev]").attr("href")).contains(id("chain124@example.org"));
        assertThat(page.select("nav.steps a[rel=next]").attr("href")).contains(id("chain126@example.org"));
    }

    @Test
    void programsGetTheSamePages() {
        List<String> ids = new ArrayList<>();
        String next = "/chain/thread/" + id("chain7@example.org") + ".json";
        while (next != null) {
            JsonPath page = get(next).jsonPath();
            assertThat(page.getInt("total")).isEqualTo(MESSAGES);
            assertThat(page.getList("messages.thread")).containsOnly(id(ROOT));
            ids.addAll(page.getList("messages.id"));
            next = page.getString("next");
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(MESSAGES).first().isEqualTo(id(ROOT));
    }

    @Test
    void aNumberThatIsNoPageShowsTheNearest() {
        for (String number : List.of("0", "99", "-1", "x", "99999999999")) {
            assertThat(page("/chain/thread/" + id(ROOT) + "/?page=" + number).select("article.mail"))
                    .isNotEmpty();
        }
    }
}
