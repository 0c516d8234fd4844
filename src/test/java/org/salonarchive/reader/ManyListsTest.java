package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A host of hundreds of lists, and messages that are in many of them. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ManyListsTest {

    private static final int LISTS = 500;

    private final TestList lists;
    private final DataSource database;
    private final SessionFactory sessions;

    ManyListsTest(TestList lists, DataSource database, SessionFactory sessions) {
        this.lists = lists;
        this.database = database;
        this.sessions = sessions;
    }

    private static String mail(String key, Instant at, String more) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + key
                + "@many.example>\nFrom: P <p@many.example>\n" + "Date: " + date + "\nSubject: About " + key + "\n"
                + more + "\nText.\n\n";
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterEach
    void leaveTheFrontPageToOthers() throws SQLException {
        run("update mailing_list set access = 'private' where name ~ '^(many-|cross-)'");
    }

    @Test
    void fiveHundredListsStandOnOnePageThatAsksLittle() throws SQLException {
        lists.fill("many-0", mail("living", Instant.now().minusSeconds(3_600), ""));
        lists.fill("many-1", mail("silent", Instant.parse("2011-05-06T07:08:09Z"), ""));
        run("""
                insert into mailing_list (name, title, list_group)
                select 'many-' || n, 'Many ' || n, 'Group ' || n %% 7 from generate_series(2, %d) as n
                on conflict do nothing""".formatted(LISTS - 1));
        run("update mailing_list set access = 'public' where name ~ '^many-'");
        Document page = page("/");
        assertThat(page.select(".lists li a[href^=/many-][href$=/]:not([href*=message])")
                        .size())
                .isGreaterThanOrEqualTo(LISTS);
        assertThat(page.select("main > h2").eachText())
                .contains("Group 0", "Group 6")
                .isSortedAccordingTo(String::compareToIgnoreCase);
        assertThat(page.select("main > .lists a[href=/many-0/]")).hasSize(1);
        assertThat(page.select("main > .lists li:has(a[href=/many-0/]) .meta a").text())
                .isEqualTo("About living");
        assertThat(page.select("details.silent summary").text()).endsWith("without mail for a year or longer");
        assertThat(page.select("details.silent a[href=/many-1/]")).hasSize(1);

        Document filtered = page("/?q=many+37");
        assertThat(filtered.select("form.find input[name=q]").attr("value")).isEqualTo("many 37");
        assertThat(filtered.select("a[href=/many-37/]")).hasSize(1);
        assertThat(filtered.select("a[href=/many-36/]")).isEmpty();
        assertThat(filtered.select("link[rel=canonical]").attr("href")).isEqualTo("/");

        sessions.getStatistics().setStatisticsEnabled(true);
        sessions.getStatistics().clear();
        byte[] whole = get("/").asByteArray();
        assertThat(sessions.getStatistics().getPrepareStatementCount()).isEqualTo(3);
        sessions.getStatistics().setStatisticsEnabled(false);
        assertThat(whole.length).isLessThan(600_000);
    }

    @Test
    void aMailInTwoListsIsOneMessageOfOneThread() throws SQLException {
        String root = mail("root", Instant.parse("2024-03-01T10:00:00Z"), "");
        String answer = mail("answer", Instant.parse("2024-03-02T10:00:00Z"), "In-Reply-To: <root@many.example>\n");
        String other = mail("other", Instant.parse("2024-03-03T10:00:00Z"), "In-Reply-To: <answer@many.example>\n");
        lists.fill("cross-b", root + answer);
        lists.fill("cross-a", root + other);
        run("update mailing_list set access = 'public', indexed = true where name ~ '^cross-'");
        String id = id("root@many.example");

        Document message = page("/cross-a/message/" + id + "/");
        assertThat(message.select(".twins a[href=/cross-b/message/" + id + "/]").text())
                .isEqualTo("also in The list cross-b");
        assertThat(canonical("/cross-a/message/" + id + "/")).isEqualTo("/cross-b/message/" + id + "/");
        assertThat(canonical("/cross-b/message/" + id + "/")).isEqualTo("/cross-b/message/" + id + "/");
        assertThat(get("/cross-a/sitemap-0.xml").asString()).doesNotContain(id).contains(id("other@many.example"));
        assertThat(get("/cross-b/sitemap-0.xml").asString()).contains("/cross-b/message/" + id + "/");

        Document thread = page("/cross-a/thread/" + id + "/");
        assertThat(thread.select("article.mail")).hasSize(3);
        assertThat(thread.select(".mail header p.meta").eachText())
                .containsExactly("Also in The list cross-b", "Sent to The list cross-b");
        assertThat(canonical("/cross-a/thread/" + id + "/")).isEqualTo("/cross-b/thread/" + id + "/");
        assertThat(canonical("/cross-a/thread/" + id + "/?view=flat")).isEqualTo("/cross-b/thread/" + id + "/");

        run("update mailing_list set indexed = false where name = 'cross-b'");
        assertThat(canonical("/cross-b/message/" + id + "/")).isEqualTo("/cross-a/message/" + id + "/");
        assertThat(get("/cross-a/sitemap-0.xml").asString()).contains(id);

        run("update mailing_list set access = 'private' where name = 'cross-b'");
        assertThat(page("/cross-a/message/" + id + "/").text()).doesNotContain("cross-b");
        assertThat(page("/cross-a/thread/" + id + "/").text()).doesNotContain("cross-b");
        assertThat(List.of(
                        get("/cross-b/all.mbox.gz").statusCode(),
                        get("/cross-b/sitemap-0.xml").statusCode()))
                .containsOnly(404);
    }

    @Test
    void eachMailOfAThreadIsShownAsItsOwnListWantsIt() throws SQLException {
        lists.fill("cross-open", mail("open", Instant.parse("2024-03-01T10:00:00Z"), ""));
        lists.fill(
                "cross-shy",
                mail("shy", Instant.parse("2024-03-02T10:00:00Z"), "In-Reply-To: <open@many.example>\n")
                        .replace("<p@many", "<secretive@many")
                        .replace("Text.", "Write to secretive@many.example, word shyword."));
        run("update mailing_list set access = 'public', indexed = true where name ~ '^cross-'");
        run("update mailing_list set address_display = 'shown' where name = 'cross-open'");
        run("update mailing_list set address_display = 'hidden' where name = 'cross-shy'");
        String thread = "/cross-open/thread/" + id("open@many.example");
        for (String address : List.of(
                thread + "/",
                thread + "/feed.atom",
                thread + ".json",
                "/search?q=shyword",
                "/search.atom?q=shyword",
                "/cross-shy/2024-March.txt")) {
            assertThat(get(address).asString())
                    .as(address)
                    .contains("About shy")
                    .doesNotContain("secretive");
        }
        assertThat(page(thread + "/").text()).contains("p@many.example");
    }

    private static String canonical(String address) {
        return page(address).select("link[rel=canonical]").attr("href");
    }
}
