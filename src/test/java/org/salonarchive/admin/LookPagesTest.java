package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.salonarchive.ingest.doctor.Check;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestOperator;
import org.salonarchive.testing.TornMailbox;

/** An uploaded file is looked at before it is imported, and repaired only as somebody chose. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class LookPagesTest {

    private static final String NAME = "physician";

    private final TestOperator operator;
    private final DataSource database;

    @TestHTTPResource("/")
    URL site;

    LookPagesTest(TestOperator operator, DataSource database) {
        this.operator = operator;
        this.database = database;
    }

    /** Uploads a file and returns its address. */
    private static String uploaded(Desk desk, String name, byte[] bytes) {
        HttpResponse<String> received = desk.upload(name, bytes);
        assertThat(received.statusCode()).as(received.body()).isEqualTo(303);
        return Objects.requireNonNull(desk.waiting(name))
                .select("form[action$=import]")
                .attr("action")
                .replaceFirst("/import$", "");
    }

    /** Looks at it, and returns the page that the look ends with. */
    private static Document looked(Desk desk, String file) {
        HttpResponse<String> begun = desk.submit("/admin/upload", file + "/look", Map.of());
        assertThat(begun.headers().firstValue("Location")).contains(file + "/look");
        Desk.until(
                "looked at",
                () -> desk.page(file + "/look").select("[data-live]").isEmpty());
        return desk.page(file + "/look");
    }

    /** Imports it and returns the address of the run, which is done. */
    private static String imported(Desk desk, String page, String file, Map<String, String> typed) {
        HttpResponse<String> begun = desk.submit(page, file + "/import", typed);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        String run = begun.headers().firstValue("Location").orElseThrow();
        assertThat(run).startsWith("/admin/runs/");
        Desk.until("read", () -> desk.page(run).select(".state.done").size() > 0);
        Desk.until("forgotten", () -> desk.get(file + "/look").statusCode() == 404);
        return run;
    }

    private static Map<String, String> findings(Document page) {
        Map<String, String> findings = new TreeMap<>();
        for (Element finding : page.select(".finding")) {
            findings.put(
                    finding.select("h3").first().ownText(),
                    finding.select("h3 .n").text());
        }
        return findings;
    }

    private static Element finding(Document page, Check check) {
        return page.select(".finding:has(h3:contains(" + check.heading() + "))").first();
    }

    private List<String> ask(String question, String parameter) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement ask = connection.prepareStatement(question)) {
            ask.setString(1, parameter);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    answers.add(row.getString(1));
                }
            }
        }
        return answers;
    }

    private List<String> sources(String domain) throws SQLException {
        return ask("""
                select distinct raw.source from raw_message raw join message on message.id = raw.message_id
                                join sender on sender.id = message.sender_id where sender.address like ?""", "%@" + domain);
    }

    /** The bytes of the message with the first Message-ID, as a reader gets them. */
    private static String raw(Desk desk, String domain) {
        HttpResponse<String> found = desk.get("/mid/1@" + domain);
        String page = found.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]*", "");
        return desk.get(page + "raw").body();
    }

    @Test
    void theDiagnosisNamesEachThingWithItsCountAndItsPlaces() {
        TornMailbox mailbox = new TornMailbox("named.example");
        Desk desk = operator.desk(site, NAME);
        String file = uploaded(desk, "named.mbox", mailbox.bytes());
        assertThat(desk.page(file + "/look").select("button:contains(Look first)"))
                .as("nobody looked yet")
                .hasSize(1);
        Document page = looked(desk, file);
        assertThat(findings(page))
                .isEqualTo(new TreeMap<>(Map.of(
                        Check.TAIL.heading(), "1",
                        Check.UNSPLIT.heading(), "1",
                        Check.ID_MISSING.heading(), "3",
                        Check.ID_REPEATED.heading(), "1",
                        Check.DUPLICATE.heading(), "1",
                        Check.DATE_BAD.heading(), "2",
                        Check.CHARSET_WRONG.heading(), "1")));
        assertThat(page.select(".finding h3").first().text())
                .as("the worst first")
                .startsWith(Check.TAIL.heading());
        assertThat(page.select(".figures dl").first().select("dt").eachText())
                .containsExactly("in 1 source", "there again, kept once", "to keep", "bytes", "from", "to");
        assertThat(page.select(".figures dl").first().select("dd").eachText())
                .startsWith("9", "1", "8")
                .endsWith("2011-02-28", "2011-03-08");
        assertThat(page.select(".figures").text()).contains("messages referred to but not there 1", "charset 1");
        assertThat(page.select(".months tr").eachText()).contains("February 1", "March 7");
        Element tail = finding(page, Check.TAIL);
        assertThat(tail.text()).contains(Check.TAIL.meaning());
        assertThat(tail.select("caption").text()).isEqualTo("named.mbox");
        assertThat(tail.select("tbody td").eachText())
                .containsExactly(Integer.toString(mailbox.tornAt()), TornMailbox.TORN_AT);
        assertThat(finding(page, Check.UNSPLIT).select("tbody").text()).contains(TornMailbox.SWALLOWED_AT);
        assertThat(page.select("input[type=checkbox]").eachAttr("name")).containsExactly("repair-join", "repair-split");
        assertThat(page.select("input[checked]"))
                .as("none is chosen for anybody")
                .isEmpty();
        String events = desk.get(file + "/look/events").body();
        assertThat(events).contains("event:end").contains("looked at");
        desk.submit(file + "/look", file + "/discard", Map.of());
        assertThat(desk.get(file + "/look").statusCode()).isEqualTo(404);
        assertThat(desk.get(file + "/look/events").body()).contains("event:end");
    }

    @Test
    void whatMailSaysStandsInThePageAndDoesNothing() {
        Desk desk = operator.desk(site, NAME);
        String file = uploaded(desk, "hostile.mbox", new TornMailbox("hostile.example").bytes());
        Document page = looked(desk, file);
        assertThat(page.select("main script, main img, [onerror]")).isEmpty();
        assertThat(finding(page, Check.ID_MISSING).select("td bdi").eachText())
                .anyMatch(detail -> detail.equals("Subject: " + TornMailbox.HOSTILE));
        desk.submit(file + "/look", file + "/discard", Map.of());
    }

    @Test
    void aMessageIsJoinedToTheByteWhenThatIsChosenAndElseIsNot() throws SQLException {
        Desk desk = operator.desk(site, NAME);
        TornMailbox plain = new TornMailbox("plain.example");
        String untouched = uploaded(desk, "plain.mbox", plain.bytes());
        looked(desk, untouched);
        String run = imported(desk, untouched + "/look", untouched, Map.of("new-list", "looked-plain-only"));
        assertThat(desk.page(run).select("h1").text()).isEqualTo("uploaded plain.mbox");
        assertThat(desk.page(run).select("dl").text()).contains("Messages read 9", "New 8", "Already there 1");
        assertThat(raw(desk, plain.domain())).isEqualTo(plain.first());

        TornMailbox joined = new TornMailbox("joined.example");
        String mended = uploaded(desk, "joined.mbox", joined.bytes());
        looked(desk, mended);
        String repaired =
                imported(desk, mended + "/look", mended, Map.of("new-list", "looked-joined", "repair-join", "yes"));
        assertThat(desk.page(repaired).select("h1").text()).isEqualTo("uploaded joined.mbox, repairs chosen: join");
        assertThat(desk.page(repaired).select("dl").text()).contains("Messages read 8", "New 7", "Already there 1");
        assertThat(raw(desk, joined.domain())).isEqualTo(joined.joined());
        assertThat(ask("select quoting from raw_message where source = ? and quoting like '%joined:%'", "joined.mbox"))
                .as("written down")
                .hasSize(1);
    }

    @Test
    void aNameThatIsNoneComesBackWithWhatWasChosen() {
        Desk desk = operator.desk(site, NAME);
        String file = uploaded(desk, "wrong.mbox", new TornMailbox("wrong.example").bytes());
        looked(desk, file);
        HttpResponse<String> answer = desk.submit(
                file + "/look", file + "/import", Map.of("new-list", "UPPER <CASE>", "repair-split", "yes"));
        assertThat(answer.statusCode()).isEqualTo(400);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".fault[role=alert]").text()).contains("UPPER <CASE>");
        assertThat(page.select("input[checked]").eachAttr("name")).containsExactly("repair-split");
        assertThat(page.select("input[name=new-list]").val()).isEqualTo("UPPER <CASE>");
        desk.submit(file + "/look", file + "/discard", Map.of());
    }

    @Test
    void aFileWithoutMailSaysSo() {
        Desk desk = operator.desk(site, NAME);
        String empty = uploaded(desk, "empty.mbox", new byte[0]);
        Document nothing = looked(desk, empty);
        assertThat(nothing.select(".fault").text()).startsWith("There is no message in this file");
        assertThat(nothing.select("form[action$=import]")).isEmpty();
        String noise = uploaded(desk, "noise.mbox", "neither\n\nmailbox".getBytes(StandardCharsets.UTF_8));
        Document unreadable = looked(desk, noise);
        assertThat(unreadable.select(".fault").text()).contains("can be read");
        assertThat(finding(unreadable, Check.UNREADABLE).text())
                .contains("noise.mbox is neither a mailbox nor a message");
        for (String file : List.of(empty, noise)) {
            assertThat(desk.submit(file + "/look", file + "/discard", Map.of()).statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void whereAFileIsKeptIsWrittenNowhereAndTheSameAgainAddsNothing() throws IOException, SQLException {
        TornMailbox mailbox = new TornMailbox("kept.example");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("2011/march.mbox"));
            zip.write(mailbox.bytes());
        }
        Desk desk = operator.desk(site, NAME);
        for (String expected : List.of("New 8", "New 0")) {
            String file = uploaded(desk, "kept.zip", packed.toByteArray());
            Document page = looked(desk, file);
            assertThat(finding(page, Check.TAIL).select("caption").text()).isEqualTo("kept.zip!2011/march.mbox");
            String run = imported(desk, "/admin/upload", file, Map.of("new-list", "looked-kept"));
            assertThat(desk.page(run).select("dl").text()).contains(expected);
        }
        for (String expected : List.of("New 0", "New 0")) {
            String file = uploaded(desk, "kept.mbox", mailbox.bytes());
            String run = imported(desk, "/admin/upload", file, Map.of("new-list", "looked-kept"));
            assertThat(desk.page(run).select("dl").text()).contains(expected);
        }
        assertThat(sources(mailbox.domain())).containsExactly("kept.zip!2011/march.mbox");
        String noise = uploaded(desk, "aside.mbox", "neither\n\nmailbox, kept".getBytes(StandardCharsets.UTF_8));
        imported(desk, "/admin/upload", noise, Map.of("new-list", "looked-kept"));
        assertThat(ask("select source || reason from quarantine where source = ?", "aside.mbox"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .doesNotContain(
                                "uploads", AdminProfile.FOLDER.getParent().toString()));
        assertThat(Dump.of(database)).doesNotContain("/uploads/");
    }
}
