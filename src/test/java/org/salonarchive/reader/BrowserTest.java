package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.Browser;
import org.salonarchive.testing.Browser.Window;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** A reader's walk in a real browser: without scripts, in wide and narrow windows, light and dark. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BrowserTest {

    private final TestList lists;

    @TestHTTPResource("/")
    URL site;

    BrowserTest(TestList lists) {
        this.lists = lists;
    }

    @Test
    void walksTheWholeSiteWithoutScripts() {
        lists.fill("salon", Path.of("src/main/resources/sample/salon.mbox"));
        String origin = site.toString().replaceAll("/$", "");
        try (Browser browser = Browser.open(origin)) {
            for (Window window : Window.values()) {
                List<String> visited = walk(browser.page(window, false));
                assertThat(browser.foreignRequests())
                        .as(window + ": requests to elsewhere")
                        .isEmpty();
                assertThat(browser.complaints())
                        .as(window + ": errors on the console")
                        .allMatch(text -> text.contains("404"));
                check(browser.inspected(window), visited, window);
            }
        }
    }

    /** Home, list, month by thread, message, next, whole thread, sender, search, not found. */
    private static List<String> walk(Page page) {
        List<String> visited = new ArrayList<>();
        open(page, "/", 200, visited);
        // Beside many lists of other tests, those without mail for a year are folded.
        open(page, "/?q=salon", 200, visited);
        follow(page, ".lists h2 a[href='/salon/']", visited);
        follow(page, "table.volumes tbody tr:nth-child(2) a:has-text('Thread')", visited);
        follow(page, "ol.threads > li:has(ol) .what a", visited);
        follow(page, "nav.steps a:has-text('Next in thread')", visited);
        follow(page, "text=Whole thread on one page", visited);
        follow(page, ".byline b a", visited);
        page.locator("header input[name=q]").fill("harbour");
        page.locator("header input[name=q]").press("Enter");
        page.waitForURL("**/search?q=harbour");
        visited.add(page.url());
        assertThat(page.locator("h1").textContent()).contains("message");
        open(page, "/salon/nothing-here", 404, visited);
        return visited;
    }

    private static void open(Page page, String address, int status, List<String> visited) {
        Response response = page.navigate(address);
        assertThat(response.status()).isEqualTo(status);
        visited.add(page.url());
    }

    private static void follow(Page page, String link, List<String> visited) {
        String before = page.url();
        page.locator(link).first().click();
        page.waitForURL(url -> !url.equals(before));
        assertThat(page.locator("h1")).satisfies(h1 -> assertThat(h1.count()).isEqualTo(1));
        visited.add(page.url());
    }

    private static void check(Page page, List<String> addresses, Window window) {
        for (String address : addresses) {
            page.navigate(address);
            List<Rule> violations = new AxeBuilder(page)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze()
                    .getViolations();
            assertThat(violations)
                    .as(window + " " + address)
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
            Object overflow =
                    page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(overflow)
                    .as(window + " " + address + " is wider than the window")
                    .isEqualTo(false);
        }
    }
}
