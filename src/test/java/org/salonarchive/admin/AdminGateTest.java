package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestOperator;

/** Nobody passes the gate without a session, and nothing is changed by a form that is not of the session. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class AdminGateTest {

    private static final String NAME = "gatekeeper";
    private static final String CANARY = "canary-place";
    private static final String LIST = "gated";

    /** What a path can be written like without being another for some part of a server. */
    private static final List<String> ENDINGS = List.of(
            "", "/", ";a", ";a=b", "%3ba", "%2f", "%5c", "%00", "%20", "/.", "/./", "/%2e", ".html", "?a", "%23");

    private final TestOperator operators;
    private final Subscriptions subscriptions;
    private final MailingLists lists;

    @TestHTTPResource("/")
    URL site;

    AdminGateTest(TestOperator operators, Subscriptions subscriptions, MailingLists lists) {
        this.operators = operators;
        this.subscriptions = subscriptions;
        this.lists = lists;
    }

    /** A method of a resource and an address that leads to it. */
    private record Route(String verb, String path, boolean open) {}

    @BeforeEach
    void haveSomethingToHide() throws SQLException {
        operators.have(NAME);
        if (lists.idOf(LIST).isEmpty()) {
            subscriptions.add(
                    lists.make(LIST, LIST, ""),
                    new SourceSettings(SourceKind.MBOX, Map.of("path", "/" + CANARY)),
                    Subscriptions.USUAL_POLL);
        }
    }

    private Desk desk() {
        return new Desk(site.toString());
    }

    /** All there are, by the annotations, so that none is forgotten. */
    private static List<Route> routes() throws IOException, ClassNotFoundException {
        List<Route> routes = new ArrayList<>();
        try (Stream<java.nio.file.Path> files =
                Files.list(java.nio.file.Path.of("target/classes/org/salonarchive/admin"))) {
            for (java.nio.file.Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class")) {
                    Class<?> type = Class.forName("org.salonarchive.admin." + name.replace(".class", ""));
                    for (Method method : type.getDeclaredMethods()) {
                        route(type, method, routes);
                    }
                }
            }
        }
        return routes;
    }

    private static void route(Class<?> type, Method method, List<Route> routes) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Path own = method.getAnnotation(Path.class);
                String path = type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
                routes.add(new Route(verb.value(), filled(path), type.isAnnotationPresent(Open.class)));
            }
        }
    }

    private static String filled(String template) {
        return template.replaceAll("[{]id[^}]*[}]", "1")
                .replace("{kind}", "mbox")
                .replace("{name}", LIST)
                .replace("{key}", "a".repeat(43))
                .replaceAll("[{]unknown[^}]*[}]", "no/such/thing");
    }

    @Test
    void everyRouteIsClosedToWhoeverIsNotSignedIn() throws Exception {
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(30);
        assertThat(routes.stream().filter(Route::open).map(Route::path).distinct())
                .containsExactlyInAnyOrder("/admin/sign-in", "/admin/first", "/admin/oidc");
        for (Route route : routes) {
            if (!route.open()) {
                HttpResponse<String> answer = desk().send(
                                desk().request(route.path()).method(route.verb(), BodyPublishers.ofString("do=save")));
                assertThat(answer.statusCode())
                        .as(route.toString())
                        .isEqualTo(route.verb().equals("GET") ? 303 : 401);
                assertThat(answer.body()).as(route.toString()).doesNotContain(CANARY, NAME, "Sign out");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            }
        }
    }

    @Test
    void noWayOfWritingAnAddressLeadsPastTheGate() throws Exception {
        Desk operator = operators.desk(site, NAME);
        assertThat(operator.page("/admin").text()).contains(CANARY);
        for (Route route : routes()) {
            if (route.verb().equals("GET")) {
                for (String written : ways(route.path())) {
                    String answer = raw("GET " + written + " HTTP/1.1");
                    assertThat(answer).as(written).startsWith("HTTP/1.1 ").doesNotContain(CANARY, NAME, "Sign out");
                }
            }
        }
        for (String host : List.of("evil.example", "localhost", "")) {
            assertThat(raw("GET /admin HTTP/1.1\r\nX-Forwarded-User: " + NAME + "\r\nX-Original-URL: /admin/lists"
                            + "\r\nX-Forwarded-Host: " + host))
                    .doesNotContain(CANARY);
        }
    }

    private static List<String> ways(String path) {
        List<String> ways = new ArrayList<>();
        ENDINGS.forEach(ending -> ways.add(path + ending));
        String rest = path.substring("/admin".length());
        for (String start : List.of(
                "//admin",
                "/./admin",
                "/x/../admin",
                "/ADMIN",
                "/%61dmin",
                "/admin;x",
                "/admin%2f",
                "/admin%5c",
                "\\admin",
                "/admin//",
                "/admin/.",
                "/admin/x/..",
                "/admin/%2e%2e/admin",
                "/%2561dmin",
                "/admin%00")) {
            ways.add(start + rest);
        }
        return ways;
    }

    /** Sends a request line as it is, which a client of HTTP would put in order first. */
    private String raw(String line) throws IOException {
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aMadeUpSessionIsNone() {
        HttpResponse<String> answer = desk().send(desk().request("/admin")
                .header("Cookie", "salon-session=" + "A".repeat(43) + "; __Host-salon-session=" + "A".repeat(43)));
        assertThat(answer.statusCode()).isEqualTo(303);
    }

    @Test
    void onlyFormsOfTheSessionChangeAnything() throws Exception {
        Desk operator = operators.desk(site, NAME);
        Desk other = operators.desk(site, NAME);
        String stranger = desk().token("/admin/sign-in");
        for (Route route : routes()) {
            if (!route.verb().equals("POST") || route.open()) {
                continue;
            }
            String form = "application/x-www-form-urlencoded";
            refused(operator, route, form, "do=save");
            refused(operator, route, form, "csrf=");
            refused(operator, route, form, "csrf=" + other.token("/admin/account"));
            refused(operator, route, form, "csrf=" + stranger);
            refused(operator, route, form + ";x", "csrf=%zz");
            refused(operator, route, "application/json", "{\"csrf\": \"" + operator.token("/admin/account") + "\"}");
            refused(operator, route, "text/plain", "csrf=" + operator.token("/admin/account"));
            refused(operator, route, "multipart/form-data; boundary=b", multipart(stranger));
            refused(operator, route, "multipart/form-data; boundary=b", multipart(""));
        }
        assertThat(operator.get("/admin").body()).as("still there").contains(CANARY);
    }

    private static void refused(Desk desk, Route route, String type, String body) {
        HttpResponse<String> answer = desk.send(
                desk.request(route.path()).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(route + " " + type + " " + body).isIn(400, 403, 415);
        assertThat(answer.body()).contains("<h1>");
    }

    private static String multipart(String token) {
        return "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mbox\"\r\n\r\nFrom a\r\n--b--\r\n";
    }

    @Test
    void aPageElsewhereCannotSendTheFormEvenWithItsToken() {
        Desk operator = operators.desk(site, NAME);
        Map<String, String> form = new HashMap<>(Map.of("csrf", operator.token("/admin/account")));
        for (Map.Entry<String, String> header : List.of(
                Map.entry("Origin", "https://evil.example"),
                Map.entry("Origin", "null"),
                Map.entry("Sec-Fetch-Site", "cross-site"),
                Map.entry("Sec-Fetch-Site", "same-site"))) {
            HttpResponse<String> answer = operator.send(operator.request("/admin/account/sign-out")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(header.getKey(), header.getValue())
                    .POST(BodyPublishers.ofString(Desk.encoded(form))));
            assertThat(answer.statusCode()).as(header.toString()).isEqualTo(403);
        }
        assertThat(operator.get("/admin").statusCode()).isEqualTo(200);
    }

    @Test
    void gettingAPageChangesNothing() throws Exception {
        Desk operator = operators.desk(site, NAME);
        String before = still(operator);
        for (Route route : routes()) {
            operator.send(operator.request(route.path() + "?csrf=" + operator.token("/admin/account") + "&do=save")
                    .GET());
        }
        assertThat(still(operator)).isEqualTo(before);
    }

    /** What the overview says, but for what time alone changes. */
    private static String still(Desk operator) {
        Document page = operator.page("/admin");
        page.select("time, .state, .sources .fault").remove();
        return page.select("main").text();
    }

    @Test
    void aTokenIsWorthNothingOnceItsSessionHasEnded() {
        Desk operator = operators.desk(site, NAME);
        String token = operator.token("/admin/account");
        operator.post("/admin/account/sign-out", Map.of("csrf", token));
        operator.signIn(NAME, TestOperator.PASSWORD);
        assertThat(operator.post("/admin/account/sign-out", Map.of("csrf", token))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerOfTheOperatorsPagesIsOneOfTheirs() throws Exception {
        Desk operator = operators.desk(site, NAME);
        for (String path :
                List.of("/admin/none", "/admin/runs/0", "/admin/runs/99999999999999999999", "/admin/lists/-")) {
            HttpResponse<String> answer = operator.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("/admin.css").doesNotContain("role=\"search\"");
        }
        HttpResponse<String> put =
                operator.send(operator.request("/admin/lists").PUT(BodyPublishers.ofString("x")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.body()).contains("/admin.css");
        for (Route route : routes()) {
            if (route.verb().equals(GET.class.getSimpleName()) && !route.path().endsWith("events")) {
                HttpResponse<String> answer = operator.get(route.path());
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .as(route.path())
                        .startsWith("default-src 'none'")
                        .doesNotContain("unsafe");
                assertThat(answer.headers().firstValue("X-Robots-Tag").orElse(""))
                        .contains("noindex");
                assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            }
        }
    }

    @Test
    void aLargeBodyIsRefusedUnlessItIsAnUpload() {
        Desk operator = operators.desk(site, NAME);
        HttpResponse<String> large = operator.post(
                "/admin/account", Map.of("csrf", operator.token("/admin/account"), "old", "x".repeat(2 << 20)));
        assertThat(large.statusCode()).isEqualTo(413);
        HttpResponse<String> medium = operator.post(
                "/admin/account", Map.of("csrf", operator.token("/admin/account"), "old", "x".repeat(300_000)));
        assertThat(medium.statusCode()).isEqualTo(400);
    }
}
