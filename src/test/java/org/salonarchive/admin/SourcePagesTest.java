package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.salonarchive.ingest.follow.SourceSchedule;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestOperator;

/** A person adds a source in the browser, looks after it and removes it. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class SourcePagesTest {

    private static final String NAME = "sourcerer";
    private static final String CANARY = "canary-4711-secret";

    private final TestOperator operator;
    private final SourceSchedule schedule;
    private final Subscriptions subscriptions;
    private final DataSource database;

    @TestHTTPResource("/")
    URL site;

    SourcePagesTest(TestOperator operator, SourceSchedule schedule, Subscriptions subscriptions, DataSource database) {
        this.operator = operator;
        this.schedule = schedule;
        this.subscriptions = subscriptions;
        this.database = database;
    }

    private Desk desk() {
        return operator.desk(site, NAME);
    }

    private static Map<String, String> mbox(String path, String list, String step) {
        return Map.of("set-path", path, "new-list", list, "poll", "60", "do", step);
    }

    @Test
    void fromChoosingAKindToReadingTheFirstMessage() throws IOException {
        AdminProfile.have("flow.mbox");
        schedule.start();
        Desk desk = desk();
        assertThat(desk.page("/admin/sources/new").select(".kinds a")).hasSize(7);
        String form = "/admin/sources/new/mbox";
        Document tested = Jsoup.parse(
                desk.submit(form, form, mbox("flow.mbox", "flow", "test")).body());
        assertThat(tested.select(".done").text()).startsWith("It works.").contains("flow.mbox");
        assertThat(tested.select("#new-list").val()).isEqualTo("flow");
        assertThat(desk.get("/flow/").statusCode()).as("a test makes nothing").isEqualTo(404);
        HttpResponse<String> saved = desk.submit(form, form, mbox("flow.mbox", "flow", "save"));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        String source = saved.headers().firstValue("Location").orElseThrow().replaceFirst("[?].*", "");
        Desk.until("read", () -> desk.page(source).select(".state.well").size() > 0);
        assertThat(desk.page(source).select(".said").text()).contains("every minute");
        Document run = desk.page(desk.page(source).select(".desk tbody th a").attr("href"));
        assertThat(run.select("dl").text()).contains("Messages read 85", "New 85", "Put aside 0");
        assertThat(desk.page("/admin").text()).contains("85 messages", "1 source");
        assertThat(new Desk(site.toString()).page("/flow/").text()).contains("85 messages");
        String run1 = desk.page(source).select(".desk tbody th a").attr("href");
        String events = desk.get(run1 + "/events").body();
        assertThat(events).contains("event:end").contains("Messages read");

        for (Map.Entry<String, String> step : List.of(
                Map.entry("run", "looked at now"), Map.entry("pause", "rests"), Map.entry("resume", "read again"))) {
            HttpResponse<String> done = desk.submit(source, source + "/" + step.getKey(), Map.of());
            assertThat(desk.page(done.headers().firstValue("Location").orElseThrow())
                            .text())
                    .contains(step.getValue());
        }
        assertThat(desk.page(source + "/remove").text()).contains("The messages that it brought stay");
        desk.submit(source + "/remove", source + "/remove", Map.of());
        assertThat(desk.get(source).statusCode()).isEqualTo(404);
        assertThat(new Desk(site.toString()).page("/flow/").text()).contains("85 messages");
    }

    @Test
    void filesElsewhereOnTheMachineCannotBeNamed() throws IOException {
        Path outside = Files.writeString(AdminProfile.FOLDER.resolveSibling("outside.mbox"), "From a\n\n");
        Path link = AdminProfile.FOLDER.resolve("link.mbox");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, outside);
        Desk desk = desk();
        String form = "/admin/sources/new/mbox";
        for (String path : List.of(
                "/etc/passwd",
                "../outside.mbox",
                outside.toString(),
                "link.mbox",
                "x/../../outside.mbox",
                "/",
                "not-there.mbox",
                "\u0001",
                AdminProfile.FOLDER + "-other/x")) {
            for (String step : List.of("test", "save", "insist")) {
                HttpResponse<String> answer = desk.submit(form, form, mbox(path, "elsewhere", step));
                assertThat(answer.statusCode()).as(step + " " + path).isEqualTo(400);
                assertThat(Jsoup.parse(answer.body())
                                .select("input[aria-invalid]")
                                .attr("name"))
                        .isEqualTo("set-path");
            }
        }
        assertThat(desk.get("/elsewhere/").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsMissingIsToldBesideItsField() {
        Desk desk = desk();
        String form = "/admin/sources/new/imap";
        Document page =
                Jsoup.parse(desk.submit(form, form, Map.of("do", "save", "new-list", "UPPER CASE", "set-user", "me"))
                        .body());
        assertThat(page.select("#set-host-hint .wrong").text()).startsWith("Server is missing.");
        assertThat(page.select("#list-hint .wrong").text()).contains("cannot be named");
        assertThat(page.select("#set-user").val()).isEqualTo("me");
        assertThat(page.select("details.more")).hasSize(1);
    }

    private static Map<String, String> imap(String step) {
        Map<String, String> typed = new HashMap<>();
        typed.put("set-host", "imap.invalid");
        typed.put("set-security", "tls");
        typed.put("set-user", "reader");
        typed.put("set-folder", "INBOX");
        typed.put("new-list", "sealed");
        typed.put("do", step);
        return typed;
    }

    @Test
    void aSecretIsKeptAndNeverSeenAgain() throws Exception {
        Log log = new Log();
        Logger.getLogger("").addHandler(log);
        try {
            Desk desk = desk();
            String form = "/admin/sources/new/imap";
            Map<String, String> typed = imap("test");
            typed.put("set-password", CANARY);
            String tested = desk.submit(form, form, typed).body();
            assertThat(tested).doesNotContain(CANARY).contains("It cannot be read.", "as typed before");

            // The form as it came back, with the password still empty in it.
            Map<String, String> again = imap("insist");
            again.put("sealed", Jsoup.parse(tested).select("input[name=sealed]").val());
            assertThat(again.get("sealed")).isNotEmpty();
            HttpResponse<String> saved = desk.submit(form, form, again);
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
            String source = saved.headers().firstValue("Location").orElseThrow().replaceFirst("[?].*", "");
            long id = Long.parseLong(source.replaceFirst(".*/", ""));
            assertThat(subscriptions.find(id).orElseThrow().hasSecrets()).isTrue();

            Desk other = desk();
            Map<String, String> stolen = imap("insist");
            stolen.put("new-list", "stolen");
            stolen.put("sealed", again.get("sealed"));
            String theirs = other.submit(form, form, stolen)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow()
                    .replaceFirst("[?].*", "");
            assertThat(other.page(theirs).text())
                    .as("what one session sealed, another cannot open")
                    .doesNotContain("kept, encrypted");

            for (String page : List.of(source, source + "/edit", source + "/remove", "/admin", "/admin/lists/sealed")) {
                assertThat(desk.get(page).body()).as(page).doesNotContain(CANARY);
            }
            assertThat(desk.page(source).text()).contains("kept, encrypted");
            elsewhere(desk, source + "/edit");
            assertThat(Dump.of(database)).contains("imap.invalid").doesNotContain(CANARY);
            assertThat(log.lines).noneMatch(line -> line.contains(CANARY));
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    /** Whoever has an operator's session must not have a kept password sent to a server of theirs. */
    private static void elsewhere(Desk desk, String edit) {
        Map<String, String> moved = imap("test");
        moved.put("set-host", "evil.invalid");
        HttpResponse<String> answer = desk.submit(edit, edit, moved);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body())
                        .select("#set-password-hint .wrong")
                        .text())
                .startsWith("Enter it again");
        Map<String, String> same = imap("insist");
        same.put("set-folder", "Lists");
        assertThat(desk.submit(edit, edit, same).statusCode()).isEqualTo(303);
    }

    /** What the program says. */
    private static final class Log extends Handler {

        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage()
                    + List.of(line.getParameters() == null ? new Object[0] : line.getParameters())
                    + line.getThrown());
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
