package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.ingest.follow.SourceSchedule;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.Browser;
import org.salonarchive.testing.Browser.Window;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestOperator;
import org.salonarchive.testing.TornMailbox;

/** An operator's walk in a real browser: with and without scripts, wide and light, narrow and dark. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class AdminBrowserTest {

    private static final String NAME = "walker";
    private static final Path SAMPLE = Path.of("src/main/resources/sample/salon.mbox");

    private final TestOperator operator;
    private final SourceSchedule schedule;
    private final Looks looks;

    @TestHTTPResource("/")
    URL site;

    AdminBrowserTest(TestOperator operator, SourceSchedule schedule, Looks looks) {
        this.operator = operator;
        this.schedule = schedule;
        this.looks = looks;
    }

    @BeforeEach
    void haveAFile() throws IOException {
        AdminProfile.have("walk.mbox");
        schedule.start();
    }

    @Test
    void addsASourceAndUploadsAFileAndFindsNothingInTheWay() {
        String origin = site.toString().replaceAll("/$", "");
        try (Browser browser = Browser.open(origin)) {
            List<String> visited = new ArrayList<>();
            walk(browser.page(Window.DESKTOP_LIGHT, true), "scripted", visited);
            walk(browser.page(Window.PHONE_DARK, false), "plain", new ArrayList<>());
            assertThat(browser.foreignRequests()).isEmpty();
            assertThat(browser.complaints())
                    .as("errors on the console, but for the mistake in the form")
                    .allMatch(text -> text.contains("400"));
            List<String> found = new ArrayList<>();
            for (Window window : List.of(Window.DESKTOP_LIGHT, Window.PHONE_DARK)) {
                found.addAll(check(operator.signedIn(browser.inspected(window), NAME), visited, window));
            }
            Page stranger = browser.inspected(Window.PHONE_LIGHT);
            found.addAll(check(stranger, List.of("/admin/sign-in"), Window.PHONE_LIGHT));
            assertThat(found).isEmpty();
        }
    }

    /** A diagnosis goes when its file is imported or discarded, so it is inspected while it stands. */
    @Test
    void looksAtAFileAndImportsItWithARepair() throws IOException {
        Path torn = Files.createTempDirectory("salon-look").resolve("torn.mbox");
        Files.write(torn, new TornMailbox("walk.example").bytes());
        String origin = site.toString().replaceAll("/$", "");
        try (Browser browser = Browser.open(origin)) {
            List<String> found = new ArrayList<>();
            for (boolean scripts : List.of(true, false)) {
                Window window = scripts ? Window.DESKTOP_LIGHT : Window.PHONE_DARK;
                Page page = operator.signedIn(browser.page(window, scripts), NAME);
                follow(page, "header nav a:has-text('Upload')", new ArrayList<>());
                page.locator("#file").setInputFiles(torn);
                page.locator("button:has-text('Upload')").click();
                page.locator(".done:has-text('The file is here')").waitFor();
                SlowSource slow = new SlowSource(Sources.file("slow.mbox", torn, Set.of()));
                looks.begin("slow " + window, slow);
                page.locator(".uploads li:has-text('torn.mbox') button:has-text('Look first')")
                        .click();
                page.locator(".state:has-text('waits for its turn')").waitFor();
                slow.answers().countDown();
                // By events where scripts run, by loading anew where they do not.
                page.locator("h2:has-text('To look at')").waitFor();
                page.locator("summary:has-text('place')").first().click();
                assertThat(page.locator(".places").first().isVisible()).isTrue();
                for (Window other : Window.values()) {
                    Page inspected = operator.signedIn(browser.inspected(other), NAME);
                    inspected.navigate(page.url());
                    inspected.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
                    found.addAll(faults(inspected, other));
                    inspected.context().close();
                }
                page.getByLabel("Join").check();
                page.locator("input[name=new-list]").fill(scripts ? "looked" : "looked-plain");
                page.locator("main button:has-text('Import')").click();
                page.waitForURL("**/admin/runs/*");
                assertThat(page.locator("h1").textContent()).contains("repairs chosen: join");
                page.locator(".state.done").waitFor();
            }
            assertThat(browser.foreignRequests()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            assertThat(found).isEmpty();
        }
    }

    private void walk(Page page, String list, List<String> visited) {
        operator.signedIn(page, NAME);
        visit(page, visited);
        follow(page, "text=Add a source", visited);
        follow(page, "text=mbox file or folder", visited);
        page.locator("#set-path").fill("walk.mbox");
        page.locator("#new-list").fill(list);
        page.locator("text=Test the connection").click();
        page.locator(".done:has-text('It works.')").waitFor();
        visit(page, visited);
        page.locator("text=Save and begin to read").click();
        page.locator(".done:has-text('The source is subscribed')").waitFor();
        visit(page, visited);
        String source = page.url().replaceFirst("[?].*", "");
        Desk.until("read", () -> {
            page.navigate(source);
            return page.locator(".state.well").count() > 0;
        });
        follow(page, ".desk tbody th a", visited);
        page.navigate(source);
        follow(page, "a:has-text('Change')", visited);
        page.navigate(source);
        follow(page, "a:has-text('Remove')", visited);
        follow(page, "header nav a:has-text('Persons')", visited);
        lookAtTwoPersons(page, visited);
        for (String entry : List.of("Lists", "Runs", "Quarantine", "Upload")) {
            follow(page, "header nav a:has-text('" + entry + "')", visited);
        }
        page.locator("#file").setInputFiles(SAMPLE);
        page.locator("button:has-text('Upload')").click();
        page.locator(".done:has-text('The file is here')").waitFor();
        visit(page, visited);
        page.locator(".uploads button:has-text('Import')").first().click();
        page.waitForURL("**/admin/runs/*");
        // By events where scripts run, by loading anew where they do not.
        page.locator(".state.done").waitFor();
        visit(page, visited);
        follow(page, "header nav a:has-text('Lists')", visited);
        follow(page, ".desk tbody th a", visited);
        follow(page, "header .out a", visited);
        page.navigate("/admin/lists/new");
        visit(page, visited);
        page.navigate("/admin/sources/new/imap");
        page.locator("summary").click();
        page.locator("text=Save and begin to read").click();
        page.locator("#set-host-hint .wrong").waitFor();
        visit(page, visited);
        page.locator("text=Sign out").click();
        page.waitForURL("**/admin/sign-in");
    }

    private static void lookAtTwoPersons(Page page, List<String> visited) {
        page.locator("main input[name=q]").fill("a");
        follow(page, ".find button", visited);
        follow(page, ".desk tbody th a", visited);
        page.locator("main input[name=q]").fill("a");
        follow(page, ".find button", visited);
        follow(page, ".desk tbody tr:nth-child(2) th a", visited);
        page.locator("main button:has-text('Make them one person')").click();
        page.locator(".done:has-text('They are one person now')").waitFor();
        visit(page, visited);
        page.locator("main button:has-text('Split off')").click();
        page.locator(".done:has-text('stands by itself')").waitFor();
    }

    private static void follow(Page page, String link, List<String> visited) {
        String before = page.url();
        page.locator(link).first().click();
        page.waitForURL(url -> !url.equals(before));
        visit(page, visited);
    }

    private static void visit(Page page, List<String> visited) {
        assertThat(page.locator("h1").count()).as(page.url()).isEqualTo(1);
        visited.add(page.url());
    }

    private static List<String> check(Page page, List<String> addresses, Window window) {
        List<String> found = new ArrayList<>();
        for (String address : addresses) {
            page.navigate(address);
            found.addAll(faults(page, window));
        }
        return found;
    }

    /** What is in the way on the page that is open. */
    static List<String> faults(Page page, Window window) {
        String where = window + " " + page.url();
        List<String> found = new ArrayList<>();
        List<Rule> violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        violations.forEach(rule -> found.add(where + " " + rule.getId() + ": " + rule.getNodes()));
        Object overflow = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        if (!Boolean.FALSE.equals(overflow)) {
            found.add(where + " is wider than the window");
        }
        return found;
    }
}
