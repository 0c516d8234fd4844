package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;
import static org.salonarchive.reader.Site.missing;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PipermailTwin;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Messages that came several times, in several lists, or without what they answer. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MessageResourceTest {

    private static final String SHARED = mail("shared@forms.example", 1, "", "The same text.");
    private static final String FOOT = "Received: by secret-relay.example; Fri, 1 Mar 2024 00:01:00 +0000\n";

    private final TestList lists;
    private final DataSource database;

    MessageResourceTest(TestList lists, DataSource database) {
        this.lists = lists;
        this.database = database;
    }

    /** The secret list brings its form first, then the open ones theirs. */
    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill("secret", mail("shared@forms.example", 1, FOOT, "The same text."));
        lists.fill("secret", mail("root@forms.example", 0, "", "A secret beginning."));
        lists.fill("open", SHARED);
        lists.fill("open", answer("open@forms.example", 2, "root@forms.example"));
        lists.fill("open", answer("ghost@forms.example", 3, "nobody@forms.example"));
        lists.fill("other", SHARED);
        lists.fill(
                "other",
                mail("twice@forms.example", 4, "", "Twice.") + mail("twice@forms.example", 4, "X-Copy: 2\n", "Twice."));
        lists.fill(
                "other",
                mail("claimed@forms.example", 5, "", "The first.")
                        + mail("claimed@forms.example", 6, "", "A forgery."));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update mailing_list set access = 'private' where name = 'secret'");
        }
    }

    @Test
    void aMessageThatAnswersWhatIsNotThereSaysSo() {
        assertThat(page("/open/message/" + id("ghost@forms.example") + "/").text())
                .contains("The message that it answers is not archived here.");
        assertThat(page("/open/message/" + id("shared@forms.example") + "/").text())
                .doesNotContain("that it answers");
    }

    @Test
    void whatIsOnlyInAHiddenListLooksAsIfItWereNotThere() {
        String open = id("open@forms.example");
        assertThat(page("/open/message/" + open + "/").text())
                .contains("The message that it answers is not archived here.");
        assertThat(page("/open/thread/" + open + "/").select("article.mail")).hasSize(1);
        assertThat(page("/open/thread/" + open + "/")
                        .select("link[rel=canonical]")
                        .attr("href"))
                .isEqualTo("/open/thread/" + open + "/");
        assertThat(get("/open/message/" + open + ".json").jsonPath().getString("parent"))
                .isNull();
        assertThat(get("/open/message/" + open + ".json").jsonPath().getString("thread"))
                .isEqualTo(open);
        assertThat(page("/open/").select("ol.threads a").eachText()).contains("About open@forms.example");
        missing("/open/thread/" + id("root@forms.example") + "/");
    }

    @Test
    void theFormThatAHiddenListBroughtIsNotGivenAway() {
        String address = "/open/message/" + id("shared@forms.example");
        assertThat(get(address + "/raw").asString()).doesNotContain("secret-relay");
        List<String> copies = get(address + ".json").jsonPath().getList("copies.raw");
        assertThat(copies).hasSize(1);
        assertThat(get(copies.get(0)).asString()).doesNotContain("secret-relay");
        assertThat(page(address + "/").text())
                .doesNotContain("received", "secret")
                .contains("also in The list other");
        String hidden = "f".repeat(64);
        missing(address + "/raw?copy=" + hidden);
        missing(address + "/raw?copy=nonsense");
    }

    @Test
    void eachFormInWhichAMessageCameCanBeRead() {
        Document page = page("/other/message/" + id("twice@forms.example") + "/");
        assertThat(page.select(".twins li").eachText())
                .hasSize(2)
                .allMatch(text -> text.startsWith("received 2 times, form "));
        assertThat(page.select(".twins a").eachAttr("href").stream()
                        .map(address -> get(address).asString().contains("X-Copy: 2")))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void messagesThatClaimTheSameIdLeadToEachOther() {
        Document first = page("/other/message/" + id("claimed@forms.example") + "/");
        assertThat(first.select(".body").text()).isEqualTo("The first.");
        Document second = page(first.select(".twins a").attr("href"));
        assertThat(second.select(".body").text()).isEqualTo("A forgery.");
        assertThat(second.select(".twins a").attr("href"))
                .isEqualTo("/other/message/" + id("claimed@forms.example") + "/");
    }

    @Test
    void aMessageOfPipermailsTextSaysSoUntilItsOriginalComes() throws IOException {
        String mail = mail("rebuilt@forms.example", 7, "Content-Type: text/html\n", "<b>Rich</b> text.");
        byte[] message = mail.substring(mail.indexOf('\n') + 1).getBytes(StandardCharsets.US_ASCII);
        Path text = Files.createTempDirectory("salon-test").resolve("2024-March.txt");
        lists.fill("archived", Files.writeString(text, PipermailTwin.of(message)));
        String address = "/archived/message/" + id("rebuilt@forms.example");
        assertThat(page(address + "/").select(".note").text())
                .isEqualTo("Rebuilt from Pipermail's monthly text: attachments and formatting may be missing.");
        assertThat(get(address + ".json").jsonPath().getString("rebuilt")).isEqualTo("pipermail-text");
        String volume = get("/archived/2024-March.mbox.gz").header("ETag");
        lists.fill("archived", mail);
        assertThat(page(address + "/").select(".note").text()).doesNotContain("Rebuilt");
        assertThat(page(address + "/").select(".twins li").eachText()).anyMatch(form -> form.endsWith(", rebuilt"));
        assertThat(get(address + ".json").jsonPath().getString("rebuilt")).isNull();
        assertThat(get(address + "/raw").asString()).contains("<b>Rich</b>");
        assertThat(get("/archived/2024-March.mbox.gz").header("ETag")).isNotEqualTo(volume);
    }

    @Test
    void bytesUnderAnotherListsNameLeadToTheirOwn() {
        String twice = "/message/" + id("twice@forms.example");
        assertThat(get("/open" + twice + "/").header("Location")).isEqualTo("/other" + twice + "/");
        assertThat(get("/open" + twice + "/raw").header("Location")).isEqualTo("/other" + twice + "/raw");
        assertThat(get("/open" + twice + ".json").header("Location")).isEqualTo("/other" + twice + ".json");
    }

    @Test
    void unchangedBytesAreNotSentAgain() {
        String address = "/other/message/" + id("twice@forms.example") + "/raw";
        Response first = get(address);
        assertThat(first.header("ETag")).startsWith("\"");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(given().header("If-None-Match", first.header("ETag"))
                        .get(address)
                        .statusCode())
                .isEqualTo(304);
    }
}
