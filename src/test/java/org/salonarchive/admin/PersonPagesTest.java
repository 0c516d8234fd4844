package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.person.SenderKey;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;
import org.salonarchive.testing.TestOperator;

/** An operator merges senders, looks before it does, and takes it back. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class PersonPagesTest {

    private static final String NAME = "joiner";
    private static final String PAGE = "/admin/persons";

    private final TestOperator operator;
    private final TestList lists;

    @TestHTTPResource("/")
    URL site;

    PersonPagesTest(TestOperator operator, TestList lists) {
        this.operator = operator;
        this.lists = lists;
    }

    private Desk desk() {
        return operator.desk(site, NAME);
    }

    private static String mail(String key, String from) {
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + key + "@joined.example>\nFrom: " + from
                + "\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nSubject: s\n\nText of " + key + ".\n\n";
    }

    private static String link(String address) {
        return PAGE + "/" + SenderKey.of(address).hash().base32();
    }

    @BeforeEach
    void fillList() {
        lists.fill(
                "joined",
                mail("1", "\"Nora <b>Nordic</b>\" <nora@one.example>")
                        + mail("2", "Nora N. <nora@two.example>")
                        + mail("3", "Nora N. <nora@two.example>")
                        + mail("4", "Olaf <olaf@joined.example>")
                        + mail("5", "OLAF <o.others@five.example>"));
    }

    @AfterEach
    void forgetTheMailmap() {
        upload("");
    }

    private HttpResponse<String> upload(String mailmap) {
        return desk().upload(PAGE, "mailmap.txt", mailmap.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendersAreMergedAfterALookAndSplitAgain() {
        Desk desk = desk();
        Document found = desk.page(PAGE + "?q=NORA");
        assertThat(found.select(".desk tbody td:nth-child(2)").eachText())
                .containsExactlyInAnyOrder("nora@one.example", "nora@two.example");
        String one = link("nora@one.example");
        assertThat(found.select(".desk a").eachAttr("href")).contains(one);
        Document person = desk.page(one + "?q=nora");
        assertThat(person.select("h1").text()).isEqualTo("Nora <b>Nordic</b>");
        String look = person.select(".desk a:contains(Nora N.)").attr("href");
        Document both = desk.page(look);
        assertThat(both.select(".lede").text())
                .startsWith("2 messages would stand on the page of Nora <b>Nordic</b>, who has 1 message");
        assertThat(both.select(".desk").eachText())
                .hasSize(2)
                .anySatisfy(table -> assertThat(table).contains("joined 2"));
        assertThat(desk.page(both.select("a:contains(other way round)").attr("href"))
                        .select("h2")
                        .eachText())
                .containsExactly("Nora N.", "Nora <b>Nordic</b>");
        HttpResponse<String> merged = desk.submit(look, one + "/merge", Map.of());
        assertThat(merged.statusCode()).isEqualTo(303);
        assertThat(merged.headers().firstValue("Location")).contains(one + "?said=merged");
        Document together = desk.page(link("nora@two.example"));
        assertThat(together.select(".lede").text()).startsWith("3 messages; the first");
        assertThat(together.select(".desk tbody tr").eachText().get(1))
                .contains("nora@two.example", "operator " + NAME);
        assertThat(new Desk(site.toString()).page("/joined/author/").select("tbody tr"))
                .hasSize(3);
        assertThat(desk.page(PAGE).select(".desk tbody tr").text()).contains("nora@two.example", "nora@one.example");
        assertThat(desk.get(look).statusCode()).as("one person already").isEqualTo(409);
        HttpResponse<String> split = desk.submit(one, link("nora@two.example") + "/split", Map.of());
        assertThat(split.headers().firstValue("Location")).contains(one + "?said=split");
        assertThat(new Desk(site.toString()).page("/joined/author/").select("tbody tr"))
                .hasSize(4);
        assertThat(desk.post(one + "/split", Map.of("csrf", desk.token(one))).statusCode())
                .as("by itself")
                .isEqualTo(409);
    }

    @Test
    void othersOfTheSameNameAreOfferedWithoutASearch() {
        Desk desk = desk();
        Document olaf = desk.page(link("olaf@joined.example"));
        assertThat(olaf.select(".meta").text()).contains("the same name");
        assertThat(olaf.select(".desk a[href*=merge]").eachText()).containsExactly("OLAF");
        Document nora = desk.page(link("nora@one.example"));
        assertThat(nora.text()).doesNotContain("the same name");
        assertThat(nora.select(".desk a[href*=merge]")).isEmpty();
    }

    @Test
    void aMailmapIsReadAndItsFaultsAreNamed() {
        HttpResponse<String> read = upload(
                "Nora Nord <nora@one.example> <nora@two.example>\nbroken <line\n<olaf@joined.example> x <nora@one.example>\n");
        assertThat(read.statusCode()).isEqualTo(200);
        Document told = Jsoup.parse(read.body());
        assertThat(told.select(".done").text()).startsWith("2 lines: ");
        assertThat(told.select("main li").eachText())
                .hasSize(2)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("line 2: "))
                .anySatisfy(
                        mistake -> assertThat(mistake).startsWith("line 3: ").contains("has also written as"));
        Desk desk = desk();
        Document person = desk.page(link("nora@two.example"));
        assertThat(person.select("h1").text()).isEqualTo("Nora Nord");
        assertThat(person.select(".desk tbody tr").eachText().get(1)).contains("mailmap, read by " + NAME);
        assertThat(new Desk(site.toString())
                        .page("/joined/author/")
                        .select("tbody th")
                        .eachText())
                .contains("Nora Nord");
        HttpResponse<String> none = upload("nothing of a mailmap\nat all\n");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("nothing was changed", "line 1: ");
        assertThat(desk.page(link("nora@two.example")).select("h1").text()).isEqualTo("Nora Nord");
        assertThat(upload("# ".repeat(300_000)).statusCode()).isEqualTo(413);
        assertThat(upload("").statusCode()).isEqualTo(200);
        assertThat(desk.page(link("nora@two.example")).select("h1").text()).isEqualTo("Nora N.");
    }

    @Test
    void onlyFormsOfTheSessionChangeAnything() {
        Desk desk = desk();
        HttpResponse<String> foreign = desk.send(desk.request(PAGE)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofString(
                        "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"m\"\r\n\r\n"
                                + "<nora@one.example> <nora@two.example>\r\n--xyz--\r\n")));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(desk.post(link("nora@one.example") + "/merge", Map.of("with", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(desk.page(link("nora@two.example")).select(".desk tbody tr")).hasSize(1);
    }

    @Test
    void whatIsNotThereIsToldSo() {
        Desk desk = desk();
        assertThat(desk.get(PAGE + "/nonsense").statusCode()).isEqualTo(404);
        assertThat(desk.get(link("never@seen.example")).statusCode()).isEqualTo(404);
        assertThat(desk.get(link("nora@one.example") + "/merge?with=nonsense").statusCode())
                .isEqualTo(404);
        assertThat(desk.get(link("nora@one.example") + "/merge").statusCode()).isEqualTo(404);
        assertThat(desk.page(PAGE + "?q=%25%27nobody").text()).contains("No sender has this");
    }
}
