package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.mail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Whatever is typed into the search box, the answer is a page. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class AnyQueryTest {

    private static final int QUERIES = Integer.getInteger("salon.test.queries", 300);

    private static final List<String> PIECES = List.of(
            "harbour",
            "text",
            "the",
            "p1@example.org",
            "\"",
            "\"a b\"",
            "(",
            ")",
            "OR",
            "|",
            "AND",
            "NOT",
            "-",
            "--",
            "*",
            "tex*",
            "a*",
            "from:",
            "from:person",
            "to:x",
            "subject:(a OR b)",
            "body:text",
            "own:text",
            "quoted:x",
            "list:any",
            "list:nolist",
            "id:q1@any.example",
            "<q1@any.example>",
            "has:patch",
            "has:",
            "has:nothing",
            "is:root",
            "is:reply",
            "is:unanswered",
            "is:x",
            "filename:a.patch",
            "date:2024",
            "date:2024-03..",
            "date:30d",
            "date:2024-13",
            "date:..",
            "before:1970",
            "after:2100-12-31",
            "date:9999999999",
            "thread:{",
            "}",
            "thread:{text}",
            "thread:{thread:{is:root}}",
            "author:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "author:x",
            ":",
            "::",
            "a:b",
            "'",
            "''",
            "\\",
            "\\'",
            "%",
            "%00",
            "\0",
            "\u202e",
            "\ud800",
            "😀",
            "核",
            "内核",
            "한국어",
            "ไทย",
            "x86-64",
            "kfree_skb",
            "C++",
            "<script>alert(1)</script>",
            "'; drop table message; --",
            "$1",
            "?",
            ":*",
            "!",
            "&",
            "<->",
            "a <-> b",
            "https://example.org/pipermail/any/2024-March/000001.html",
            "/any/",
            "//example.org/",
            "/mid/x",
            "%2e%2e/",
            "\n",
            "\t",
            "ﷺ",
            "ﷺ".repeat(70),
            "x".repeat(300),
            "( ".repeat(30),
            "-(".repeat(12),
            "a OR ".repeat(50));

    private static final List<String> WAYS = List.of(
            "",
            "&sort=newest",
            "&sort=oldest",
            "&sort=relevance",
            "&view=threads",
            "&sort=x&view=y",
            "&then=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "&from=a&before=2024",
            "&has=%00");

    private final TestList lists;

    AnyQueryTest(TestList lists) {
        this.lists = lists;
    }

    @Test
    void isAnsweredWithAPage() {
        lists.fill(
                "any",
                mail("q1@any.example", 1, "", "Some text of the harbour.") + mail("q2@any.example", 2, "", "> text"));
        Random random = new Random(20241128);
        for (int i = 0; i < QUERIES; i++) {
            String query = query(random);
            String address = (random.nextBoolean() ? "/any" : "")
                    + pick(random, List.of("/search", "/search", "/search.atom", "/search.mbox.gz")) + "?q="
                    + URLEncoder.encode(query, StandardCharsets.UTF_8) + pick(random, WAYS);
            Response response = get(address);
            boolean page = address.contains("/search?");
            assertThat(response.statusCode())
                    .as("%s: %s", address, query)
                    .matches(status -> status == 200 || page && status == 303 || !page && status == 404);
            if (response.statusCode() == 303) {
                assertThat(response.header("Location")).as(query).matches("https?://[^/]+/(?!/).*|/(?!/).*");
            }
        }
    }

    private static String query(Random random) {
        StringBuilder query = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            query.append(pick(random, PIECES)).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return query.length() > 700 ? query.substring(0, 700) : query.toString();
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
