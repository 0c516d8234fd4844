package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.Browser;
import org.salonarchive.testing.Browser.Window;
import org.salonarchive.testing.OpenIdServer;
import org.salonarchive.testing.OpenIdServerResource;
import org.salonarchive.testing.PostgresResource;

/** The way to a provider on another site and back in a real browser, which decides what cookies go along. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OpenIdServerResource.class)
class OpenIdBrowserTest {

    OpenIdServer provider;

    @TestHTTPResource("/")
    URL site;

    @Test
    void leadsToTheProviderAndBackToThePageThatWasAskedFor() {
        String origin = site.toString().replaceAll("/$", "");
        assertThat(origin).as("another site than 127.0.0.1").startsWith("http://localhost:");
        try (Browser browser = Browser.open(origin)) {
            signIn(browser.page(Window.DESKTOP_LIGHT, true));
            signIn(browser.page(Window.PHONE_DARK, false));
            assertThat(browser.complaints()).isEmpty();
            List<String> found = new ArrayList<>();
            for (Window window : List.of(Window.DESKTOP_LIGHT, Window.PHONE_DARK)) {
                Page page = browser.inspected(window);
                page.navigate("/admin/sign-in");
                found.addAll(AdminBrowserTest.faults(page, window));
                stopAtTheProvider(page);
                found.addAll(AdminBrowserTest.faults(page, window));
            }
            assertThat(found).isEmpty();
        }
    }

    private void signIn(Page page) {
        provider.knows(Map.of("email", "anna@example.org", "email_verified", true));
        page.navigate("/admin/runs");
        page.locator("text=Sign in with 127.0.0.1").click();
        page.waitForURL(provider.url() + "/authorize**");
        page.locator("#yes").click();
        page.waitForURL("**/admin/runs");
        assertThat(page.locator("header .out a").textContent()).isEqualTo("anna@example.org");
        List<Cookie> cookies = page.context().cookies();
        assertThat(cookies)
                .filteredOn(cookie -> cookie.name.equals("salon-session"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT));
        assertThat(cookies).extracting(cookie -> cookie.name).containsOnly("salon-session", "salon-form");
        page.goBack();
        assertThat(page.url()).as("where one comes back to").doesNotContain("code=");
    }

    private void stopAtTheProvider(Page page) {
        page.locator("text=Sign in with 127.0.0.1").click();
        page.locator("#no").click();
        page.locator("text=127.0.0.1 did not sign you in").waitFor();
    }
}
