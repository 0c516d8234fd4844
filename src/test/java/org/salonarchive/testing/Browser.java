package org.salonarchive.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium, and what it was asked and what it complained of while pages were looked at. Where the
 * machine has none, the test says that it is skipped; with SALON_TEST_COMPLETE=true it fails instead.
 */
public final class Browser implements AutoCloseable {

    /** The windows in which pages are looked at. */
    public enum Window {
        DESKTOP_LIGHT(1280, 900, ColorScheme.LIGHT),
        DESKTOP_DARK(1280, 900, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Window(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String origin;
    private final boolean proxied;
    private final List<String> foreignRequests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser(Path executable, String origin, Optional<String> proxy) {
        this.origin = origin;
        this.proxied = proxy.isPresent();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setHeadless(true)
                .setArgs(OPTIONS);
        proxy.ifPresent(address -> options.setProxy(new Proxy(address)));
        chromium = playwright.chromium().launch(options);
    }

    /** Opens a browser for pages of one origin, such as {@code http://localhost:8081}. */
    public static Browser open(String origin) {
        return open(origin, Optional.empty());
    }

    /**
     * Opens a browser that asks a proxy, such as {@code http://127.0.0.1:3128}, for everything, and believes whatever
     * certificate it is shown there.
     */
    public static Browser behind(String proxy) {
        return open("", Optional.of(proxy));
    }

    private static Browser open(String origin, Optional<String> proxy) {
        Optional<Path> executable = Stream.concat(
                        Stream.ofNullable(System.getenv("SALON_TEST_CHROMIUM")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (executable.isEmpty() && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no Chromium, and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(executable.isPresent(), "skipped: there is no Chromium at " + PLACES);
        return new Browser(executable.orElseThrow(), origin, proxy);
    }

    /** A page in a window; without scripts it is what a reader without JavaScript sees. */
    public Page page(Window window, boolean scripts) {
        return page(options(window).setJavaScriptEnabled(scripts));
    }

    /** A page in which a checker's scripts run, which the site's own headers would forbid. */
    public Page inspected(Window window) {
        return page(options(window).setBypassCSP(true));
    }

    private NewContextOptions options(Window window) {
        return new NewContextOptions()
                .setBaseURL(origin)
                .setIgnoreHTTPSErrors(proxied)
                .setViewportSize(window.width, window.height)
                .setColorScheme(window.scheme);
    }

    private Page page(NewContextOptions options) {
        BrowserContext context = chromium.newContext(options);
        Page page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                foreignRequests.add(request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Requests that left for anywhere else. */
    public List<String> foreignRequests() {
        return foreignRequests;
    }

    /** Errors on the console. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
