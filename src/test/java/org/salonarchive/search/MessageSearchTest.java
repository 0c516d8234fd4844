package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.words.Language;
import org.salonarchive.search.query.Query;
import org.salonarchive.search.query.QueryParser;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Questions and what they find, on a real database. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MessageSearchTest {

    private static final Instant NOW = Instant.parse("2024-06-15T12:00:00Z");
    private static final Cancellation NEVER = new Cancellation();

    private static final String MAIL = mail(
                    "boat",
                    "Ann Sample <ann.sample@boats.example>",
                    "2024-01-10",
                    "Rowing boats",
                    "",
                    "The harbours were running dry. See x86-64 and kfree_skb() and foo.bar@example.org.\n-- \nAnn, anchored")
            + mail(
                    "answer",
                    "Bob Kunst <bob@other.example>",
                    "2024-02-11",
                    "Re: Rowing boats",
                    "In-Reply-To: <boat@find.example>\n",
                    "On 10 January, Ann Sample wrote:\n> The harbours were running dry.\n\nNo, x86 64 is no CVE-2025-1234; it is a lighthouse.")
            + mail(
                    "german",
                    "Jörg Müller <joerg@other.example>",
                    "2024-03-12",
                    "Häuser am Hafen",
                    "",
                    "Die Häuser, die wir am Hafen gesehen haben, sind nicht so alt wie das Café und die Straße.")
            + mail("short", "Uwe <uwe@other.example>", "2022-03-12", "Fund", "", "Altes Haus.")
            + mail(
                    "russian",
                    "Анна <anna@other.example>",
                    "2024-04-13",
                    "Лодки",
                    "",
                    "Мы видели лодки, которые были не в гавани, и это не всё.")
            + mail("chinese", "Li Wei <li@other.example>", "2024-05-14", "内核开发", "", "我们正在讨论内核开发的问题。")
            + mail("japanese", "Sato <sato@other.example>", "2024-05-20", "東京", "", "東京タワーで会いましょう。")
            + mail("korean", "Kim <kim@other.example>", "2024-05-21", "한국어", "", "커널을 컴파일합니다.")
            + attached("patch", "Cai <cai@boats.example>", "2024-06-01", "[PATCH] oars: fix leak", "fix.patch")
            + mail(
                    "mention",
                    "Dora <dora@other.example>",
                    "2023-01-01",
                    "Something else",
                    "To: Ann Sample <ann.sample@boats.example>\n",
                    "Nothing of lighthouses; https://example.org/lighthouse");

    private final TestList testLists;
    private final MailingLists lists;
    private final Messages messages;
    private final MessageSearch search;
    private final DataSource database;

    MessageSearchTest(
            TestList testLists, MailingLists lists, Messages messages, MessageSearch search, DataSource database) {
        this.testLists = testLists;
        this.lists = lists;
        this.messages = messages;
        this.search = search;
        this.database = database;
    }

    private static String mail(String id, String from, String day, String subject, String more, String text) {
        String all = "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + id + "@find.example>\nFrom: " + from
                + "\nDate: " + day.substring(8) + " "
                + List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun").get(Integer.parseInt(day.substring(5, 7)) - 1)
                + " " + day.substring(0, 4) + " 10:00:00 +0000\nSubject: " + subject
                + "\nContent-Type: text/plain; charset=utf-8\n" + more + "\n" + text + "\n\n";
        return new String(all.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String attached(String id, String from, String day, String subject, String name) {
        return mail(
                        id,
                        from,
                        day,
                        subject,
                        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n",
                        "--b\n\nThe oars leak.\n--b\nContent-Type: text/x-patch; name=" + name
                                + "\nContent-Disposition: attachment; filename=" + name
                                + "\n\n--- a/oar.c\n+++ b/oar.c\n@@ -1 +1 @@\n-int splinter;\n+int varnish;\n--b--")
                .replaceFirst("Content-Type: text/plain; charset=utf-8\n", "");
    }

    @BeforeEach
    void fill() throws SQLException {
        testLists.fill("find", MAIL);
        testLists.fill(
                "elsewhere", mail("lone", "Eve <eve@other.example>", "2024-02-02", "Alone", "", "A lighthouse."));
        testLists.fill(
                "secret",
                mail("secret", "Eve <eve@other.example>", "2024-02-03", "Zzcanary", "", "A lighthouse zzcanary."));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update mailing_list set access = 'private' where name = 'secret'");
        }
    }

    private static Query query(String text) {
        return QueryParser.parse(text, NOW);
    }

    private OptionalInt list() {
        return OptionalInt.of(lists.idOf("find").orElseThrow());
    }

    private Found find(String text, SearchOrder order, boolean threads, Optional<Found.Hit> last, int limit) {
        return search.find(new SearchRequest(query(text), list(), order, threads, last, limit), NEVER);
    }

    private List<String> ids(List<Found.Hit> hits) {
        return messages.inOrder(0, hits.stream().map(Found.Hit::key).toList()).stream()
                .map(MessageRow::messageId)
                .map(id -> id.replace("@find.example", ""))
                .toList();
    }

    private List<String> found(String text) {
        Found found = find(text, SearchOrder.NEWEST, false, Optional.empty(), 50);
        assertThat(found.count()).isEqualTo(found.hits().size());
        return ids(found.hits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "harbour | answer boat",
                "HARBOURS run | answer boat",
                "\"running dry\" | answer boat",
                "\"ran dry\" | ",
                "\"run dry\" | ",
                "x86-64 | boat",
                "\"x86 64\" | answer",
                "kfree_skb | boat",
                "kfree* | boat",
                "skb | ",
                "cve-2025-1234 | answer",
                "foo.bar@example.org | boat",
                "\"foo.bar@example\" | boat",
                "\"foo bar\" | ",
                "harbour -lighthouse | boat",
                "anchored OR lighthouse | answer boat mention",
                "(harbour OR oars) -from:bob | patch boat",
                "leaks | patch",
                "harbouren | ",
                "haus | german short",
                "häuser | german short",
                "hauser hafen | german",
                "cafe strasse | german",
                "Café Straße | german",
                "лодка | russian",
                "гавань | russian",
                "内核 | chinese",
                "内核开发 | chinese",
                "核 | chinese",
                "东京 | ",
                "東京タワー | japanese",
                "커널 | korean",
                "kunst | answer",
                "ann.sample@boats.example | boat",
                "from:ann | boat",
                "from:sample from:boats.example | boat",
                "from:\"Ann Sample\" | boat",
                "from:ann.sample@boats.example | boat",
                "from:joerg | german",
                "from:jorg | german",
                "from:boats* | patch boat",
                "to:ann | mention",
                "subject:boats | answer boat",
                "subject:\"rowing boats\" | answer boat",
                "subject:boat from:bob | answer",
                "subject:lighthouse | ",
                "body:lighthouse | answer mention",
                "own:harbour | boat",
                "quoted:harbour | answer",
                "quoted:lighthouse | ",
                "has:attachment | patch",
                "has:patch | patch",
                "has:link | mention",
                "has:image | ",
                "filename:fix | patch",
                "filename:fix.patch | patch",
                "varnish | patch",
                "is:reply | answer",
                "is:root harbour | boat",
                "is:unanswered harbour | answer",
                "date:2023 | mention",
                "date:2024-02 | answer",
                "date:2024-02-11 | answer",
                "date:2024-01..2024-02 | answer boat",
                "before:2024 | mention short",
                "after:2024-06 | patch",
                "date:30d | patch japanese korean",
                "id:boat@find.example | boat",
                "list:find harbour | answer boat",
                "list:secret | ",
                "list:elsewhere lighthouse | ",
                "thread:{anchored} | answer boat",
                "thread:{from:ann} thread:{lighthouse} | answer boat",
                "thread:{anchored} from:bob | answer",
                "-harbour date:2024-01..2024-03 | german",
                "+++ harbour | answer boat",
            })
    void finds(String text, String expected) {
        assertThat(found(text))
                .as(text)
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void theAuthorsOwnWordsComeBeforeQuotesAndTheSubjectBeforeBoth() {
        assertThat(ids(find("harbours", SearchOrder.RELEVANCE, false, Optional.empty(), 9)
                        .hits()))
                .containsExactly("boat", "answer");
        assertThat(ids(find("boats OR harbours OR lighthouses", SearchOrder.RELEVANCE, false, Optional.empty(), 2)
                        .hits()))
                .containsExactlyInAnyOrder("boat", "answer");
    }

    @Test
    void pagesFollowOneAnotherInEveryOrderAndView() {
        String all = "date:2023..2024";
        for (SearchOrder order : SearchOrder.values()) {
            for (boolean threads : List.of(false, true)) {
                List<Found.Hit> whole =
                        find(all, order, threads, Optional.empty(), 50).hits();
                assertThat(whole).hasSize(threads ? 8 : 9);
                assertThat(ids(pages(all, order, threads)))
                        .as(order + " " + threads)
                        .isEqualTo(ids(whole));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour OR lighthouse OR oars", "-qqqq", "the OR of OR haus"})
    void pagesOfWordsFollowOneAnotherToo(String text) {
        for (SearchOrder order : SearchOrder.values()) {
            for (boolean threads : List.of(false, true)) {
                assertThat(ids(pages(text, order, threads)))
                        .as(order + " " + threads)
                        .isEqualTo(ids(
                                find(text, order, threads, Optional.empty(), 50).hits()));
            }
        }
    }

    private List<Found.Hit> pages(String text, SearchOrder order, boolean threads) {
        List<Found.Hit> pages = new ArrayList<>();
        Found page = search.find(new SearchRequest(query(text), list(), order, threads, Optional.empty(), 2), NEVER);
        pages.addAll(page.hits());
        while (page.more() && pages.size() < 50) {
            Optional<Found.Hit> last = Optional.of(pages.get(pages.size() - 1));
            page = search.find(new SearchRequest(query(text), list(), order, threads, last, 2), NEVER);
            pages.addAll(page.hits());
        }
        return pages;
    }

    @Test
    void aThreadStandsForItsMessages() {
        Found threads = find("harbour", SearchOrder.NEWEST, true, Optional.empty(), 9);
        assertThat(ids(threads.hits())).containsExactly("answer");
        assertThat(threads.hits().get(0).inThread()).isEqualTo(2);
        assertThat(threads.count()).isEqualTo(2);
        assertThat(threads.threads()).isEqualTo(1);
    }

    @Test
    void threadsByRelevanceAreCountedToo() {
        Found threads = find("harbour", SearchOrder.RELEVANCE, true, Optional.empty(), 9);
        assertThat(ids(threads.hits())).containsExactly("boat");
        assertThat(threads.hits().get(0).inThread()).isEqualTo(2);
    }

    @Test
    void facetsCountWhatWasFound() {
        Found.Facets facets = find("harbour OR oars", SearchOrder.NEWEST, false, Optional.empty(), 1)
                .facets();
        assertThat(facets.months().stream().map(month -> month.of() + " " + month.messages()))
                .containsExactly("2024-01 1", "2024-02 1", "2024-06 1");
        assertThat(facets.senders()).hasSize(3).allMatch(count -> count.messages() == 1);
        assertThat(facets.lists()).isEmpty();
    }

    @Test
    void whatIsHiddenIsNeitherFoundNorCountedNorMeant() {
        SearchRequest everywhere = new SearchRequest(
                query("lighthouse"), OptionalInt.empty(), SearchOrder.NEWEST, false, Optional.empty(), 50);
        Found found = search.find(everywhere, NEVER);
        assertThat(ids(found.hits())).contains("lone", "answer").doesNotContain("secret");
        assertThat(found.facets().lists())
                .extracting(Found.Count::of)
                .contains((long) lists.idOf("find").orElseThrow(), (long)
                        lists.idOf("elsewhere").orElseThrow())
                .doesNotContain((long) lists.idOf("secret").orElseThrow());
        assertThat(search.find(
                                new SearchRequest(
                                        query("zzcanary OR thread:{zzcanary}"),
                                        OptionalInt.empty(),
                                        SearchOrder.RELEVANCE,
                                        false,
                                        Optional.empty(),
                                        50),
                                NEVER)
                        .count())
                .isZero();
        assertThat(search.meant(query("zzcanari"), OptionalInt.empty(), NEVER)).isEmpty();
    }

    @Test
    void aPersonIsFoundByEachOfItsAddresses() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update sender set person_id = (select id from sender where address = 'bob@other.example')"
                            + " where address = 'cai@boats.example'");
            try {
                assertThat(found("from:cai")).containsExactly("patch", "answer");
                assertThat(found("from:kunst has:patch")).containsExactly("patch");
                assertThat(found("from:ca")).isEmpty();
                assertThat(find("from:cai", SearchOrder.NEWEST, false, Optional.empty(), 9)
                                .facets()
                                .senders())
                        .hasSize(1);
            } finally {
                statement.execute("update sender set person_id = null where address = 'cai@boats.example'");
            }
        }
    }

    private List<String> everywhere(String text) {
        return ids(search.find(
                        new SearchRequest(
                                query(text), OptionalInt.empty(), SearchOrder.NEWEST, false, Optional.empty(), 50),
                        NEVER)
                .hits());
    }

    @Test
    void whatComesLaterMovesWhatASearchHasSeen() {
        String root = mail("moved-root", "Ann <ann@moved.example>", "2024-01-02", "Qmoved", "", "qrooted");
        String late = mail("moved-late", "Bob <bob@moved.example>", "2024-01-03", "Re: Qmoved", """
                In-Reply-To: <moved-root@find.example>
                """, "qlater");
        testLists.fill("moving", late);
        assertThat(everywhere("thread:{qlater} qrooted")).isEmpty();
        assertThat(everywhere("qmoved list:moving")).containsExactly("moved-late");
        assertThat(everywhere("qmoved list:moving-too")).isEmpty();
        testLists.fill("moving", root);
        assertThat(everywhere("thread:{qlater} qrooted")).containsExactly("moved-root");
        testLists.fill("moving-too", late);
        assertThat(everywhere("qmoved list:moving-too")).containsExactly("moved-late");
        assertThat(everywhere("qmoved")).containsExactly("moved-late", "moved-root");
    }

    /** The 16,384th word and the 256th place of one are places like all others. */
    @Test
    void phrasesAreFoundFarBehindInALongMessage() {
        String text = "qfiller ".repeat(20_000) + "qfar qbehind " + "qfiller ".repeat(10) + "qbehind qfar qlast";
        testLists.fill("long", mail("long", "Ann <ann@long.example>", "2024-01-02", "Long", "", text));
        assertThat(everywhere("\"qfar qbehind\"")).containsExactly("long");
        assertThat(everywhere("\"qfiller qfar qbehind qfiller\"")).containsExactly("long");
        assertThat(everywhere("\"qfar qlast\"")).containsExactly("long");
        assertThat(everywhere("\"qlast qfar\"")).isEmpty();
        assertThat(everywhere("\"qbehind qlast\"")).isEmpty();
    }

    @Test
    void aWordThatIsSpeltAlmostSoIsOffered() {
        assertThat(search.meant(query("rowwing"), list(), NEVER)).contains("rowing");
        assertThat(search.meant(query("qqqqqqq"), list(), NEVER)).isEmpty();
    }

    @Test
    void aReaderWhoHasGoneIsNotSearchedFor() {
        Cancellation gone = new Cancellation();
        gone.cancel();
        assertThatThrownBy(() -> search.find(
                        new SearchRequest(query("harbour"), list(), SearchOrder.NEWEST, false, Optional.empty(), 1),
                        gone))
                .isInstanceOf(SearchTooSlow.class);
    }

    @Test
    void aSearchThatBecomesTooLongSaysThatItIsNotComplete() {
        SearchRequest request =
                new SearchRequest(query("harbour"), list(), SearchOrder.NEWEST, true, Optional.empty(), 1);
        Cancellation atOnce = new Cancellation(Duration.ofNanos(-1));
        assertThat(search.find(request, NEVER).complete()).isTrue();
        Found found = search.find(request, atOnce);
        assertThat(found.complete()).isFalse();
        assertThat(found.count()).isZero();
        assertThat(found.threads()).isZero();
        assertThatThrownBy(() -> search.stretch(request, atOnce)).isInstanceOf(SearchTooSlow.class);
    }

    @Test
    void wordsOfAMessageAreMarkedInItsLanguage() {
        assertThat(find("gesehen", SearchOrder.NEWEST, false, Optional.empty(), 1)
                        .hits())
                .extracting(Found.Hit::languages)
                .containsExactly(Set.of(Language.GERMAN));
        assertThat(find("fund", SearchOrder.NEWEST, false, Optional.empty(), 1).hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.languages()).contains(Language.ENGLISH, Language.GERMAN));
    }

    @Test
    void aStretchGoesThroughAllMonths() {
        List<Found.Hit> hits = search.stretch(
                new SearchRequest(query("-qqqq"), list(), SearchOrder.NEWEST, false, Optional.empty(), 50), NEVER);
        assertThat(ids(hits)).hasSize(10).startsWith("patch").endsWith("short");
        List<Found.Hit> oldest = search.stretch(
                new SearchRequest(query("-qqqq"), list(), SearchOrder.OLDEST, false, Optional.of(hits.get(9)), 3),
                NEVER);
        assertThat(ids(oldest)).containsExactly("mention", "boat", "answer");
    }
}
