package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.admin.account.Invitations;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.admin.account.Token;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.PostgresResource;

/** Who comes in, who does not, and how often somebody may try. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
class SignInTest {

    private static final String PASSWORD = "correct horse battery staple";

    private final Operators operators;
    private final Invitations invitations;
    private final DataSource database;

    @TestHTTPResource("/")
    URL site;

    SignInTest(Operators operators, Invitations invitations, DataSource database) {
        this.operators = operators;
        this.invitations = invitations;
        this.database = database;
    }

    @BeforeEach
    void nobodyGuessedYet() throws SQLException {
        tell("delete from sign_in_guess");
    }

    private void tell(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement executor = connection.createStatement()) {
            executor.execute(statement);
        }
    }

    private Desk desk() {
        return new Desk(site.toString());
    }

    private void have(String name) throws SQLException {
        if (operators.find(name).isEmpty()) {
            operators.make(name, PASSWORD);
        }
        tell("delete from operator_session");
    }

    private HttpResponse<String> attempt(Desk desk, String name, String password) {
        return desk.submit("/admin/sign-in", "/admin/sign-in", Map.of("name", name, "password", password));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldTheSame() throws SQLException {
        have("anna");
        HttpResponse<String> wrong = attempt(desk(), "anna", "not the password at all");
        HttpResponse<String> unknown = attempt(desk(), "nobody", "not the password at all");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(told(wrong.body())).isEqualTo(told(unknown.body())).contains("The name or the password is wrong.");
    }

    private static String told(String body) {
        return body.replaceAll("value=\"[^\"]*\"", "");
    }

    @Test
    void guessesAreSlowedDownAndNeverLockedOutForEver() throws SQLException {
        have("bruno");
        int looked = 0;
        HttpResponse<String> last = attempt(desk(), "bruno", "guess 0");
        while (last.statusCode() == 403 && looked < 20) {
            looked++;
            last = attempt(desk(), "bruno", "guess " + looked);
        }
        assertThat(looked).as("guesses that were looked at").isEqualTo(4);
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 5);
        assertThat(attempt(desk(), "bruno", PASSWORD).statusCode())
                .as("also the right one waits")
                .isEqualTo(429);
        tell("update sign_in_guess set failures = 1000, last_at = now() - interval '61 seconds'");
        assertThat(attempt(desk(), "bruno", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void manyGuessesAtOnceCountAsMany() throws Exception {
        have("carla");
        String name = "carla";
        List<Desk> desks =
                java.util.stream.Stream.generate(this::desk).limit(16).toList();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> guesses = desks.stream()
                    .<Callable<Integer>>map(
                            desk -> () -> attempt(desk, name, "guess").statusCode())
                    .toList();
            int looked = 0;
            for (Future<Integer> guess : pool.invokeAll(guesses)) {
                looked += guess.get() == 403 ? 1 : 0;
            }
            assertThat(looked).isLessThanOrEqualTo(5);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoSignedInFromHereBeforeDoesNotWaitForGuessesFromElsewhere() throws Exception {
        have("dora");
        desk().signIn("dora", PASSWORD);
        tell("insert into sign_in_guess (subject, failures, last_at)"
                + " select sha256(convert_to('account dora', 'UTF8')), 1000, now()");
        assertThat(attempt(desk(), "dora", PASSWORD).statusCode()).isEqualTo(303);
        tell("insert into sign_in_guess (subject, failures, last_at)"
                + " select sha256(convert_to('account dora', 'UTF8')), 1000, now()");
        tell("update operator_session set address = '192.0.2.1'");
        assertThat(attempt(desk(), "dora", PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void theCookieIsOutOfReachAndTheDatabaseDoesNotHoldIt() throws SQLException {
        have("emil");
        HttpResponse<String> answer = attempt(desk(), "EMIL ", PASSWORD);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("salon-session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain");
        System.setProperty("salon.site.url", "https://lists.example.org");
        try {
            Desk desk = desk();
            HttpResponse<String> page = desk.get("/admin/sign-in");
            assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-salon-form=")
                    .contains("Secure", "HttpOnly", "SameSite=Strict");
        } finally {
            System.clearProperty("salon.site.url");
        }
        String token = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        assertThat(Dump.of(database)).contains("emil").doesNotContain(token, PASSWORD);
    }

    @Test
    void signingOutEndsTheSessionForEverybodyWhoHasItsCookie() throws SQLException {
        have("frida");
        Desk desk = desk().signIn("frida", PASSWORD);
        String cookie = desk.cookies().stream()
                .filter(c -> c.getName().equals("salon-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(withCookie(cookie)).isEqualTo(200);
        desk.submit("/admin/account", "/admin/account/sign-out", Map.of());
        assertThat(withCookie(cookie)).isEqualTo(303);
        assertThat(desk.get("/admin").statusCode()).isEqualTo(303);
    }

    private int withCookie(String value) {
        Desk thief = desk();
        return thief.send(thief.request("/admin").header("Cookie", "salon-session=" + value))
                .statusCode();
    }

    @Test
    void anotherPasswordEndsAllOtherSessions() throws SQLException {
        operators.make("gustav", PASSWORD);
        Desk here = desk().signIn("gustav", PASSWORD);
        Desk there = desk().signIn("gustav", PASSWORD);
        String fresh = "another five words to keep";
        Map<String, String> wrong = Map.of("old", "not the old one", "password", fresh, "again", fresh);
        assertThat(here.submit("/admin/account", "/admin/account", wrong).statusCode())
                .isEqualTo(403);
        Map<String, String> right = Map.of("old", PASSWORD, "password", fresh, "again", fresh);
        assertThat(here.submit("/admin/account", "/admin/account", right).statusCode())
                .isEqualTo(303);
        assertThat(here.get("/admin").statusCode()).isEqualTo(200);
        assertThat(there.get("/admin").statusCode()).isEqualTo(303);
        assertThat(attempt(desk(), "gustav", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(attempt(desk(), "gustav", fresh).statusCode()).isEqualTo(303);
        operators.remove(operators.find("gustav").orElseThrow());
        assertThat(here.get("/admin").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWhenItRestsAndWhenItIsOld() throws SQLException {
        have("hanna");
        Desk desk = desk().signIn("hanna", PASSWORD);
        assertThat(desk.get("/admin").statusCode()).isEqualTo(200);
        tell("update operator_session set used_at = now() - interval '61 minutes'");
        assertThat(desk.get("/admin").statusCode()).isEqualTo(303);
        tell("update operator_session set used_at = now(), created_at = now() - interval '13 hours'");
        assertThat(desk.get("/admin").statusCode()).isEqualTo(303);
    }

    @Test
    void theLinkOfTheFirstStartIsGoodOnce() throws SQLException {
        tell("delete from operator");
        Token token = invitations.invite().orElseThrow();
        Token late = invitations.invite().orElseThrow();
        assertThat(Dump.of(database)).doesNotContain(token.text());
        Desk desk = desk();
        String link = "/admin/first?token=" + token.text();
        HttpResponse<String> weak =
                desk.submit(link, "/admin/first", Map.of("name", "first", "password", "short", "again", "short"));
        assertThat(weak.statusCode()).isEqualTo(400);
        HttpResponse<String> made =
                desk.submit(link, "/admin/first", Map.of("name", "first", "password", PASSWORD, "again", PASSWORD));
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(desk.page("/admin").text()).contains("first");
        for (Token used : List.of(token, late)) {
            assertThat(desk().get("/admin/first?token=" + used.text()).statusCode())
                    .isEqualTo(404);
        }
        assertThat(invitations.invite()).isEqualTo(Optional.empty());
    }

    @Test
    void afterSigningInOneIsWhereOneWantedToBeAndNowhereElse() throws SQLException {
        have("ida");
        for (Map.Entry<String, String> way : Map.of(
                        "/admin/runs", "/admin/runs",
                        "https://evil.example/", "/admin/",
                        "//evil.example/admin/", "/admin/",
                        "/admin/../salon/", "/admin/",
                        "/admin/x?y=z", "/admin/")
                .entrySet()) {
            HttpResponse<String> answer = desk().submit(
                            "/admin/sign-in",
                            "/admin/sign-in",
                            Map.of("name", "ida", "password", PASSWORD, "to", way.getKey()));
            assertThat(answer.headers().firstValue("Location")).contains(way.getValue());
        }
    }

    @Test
    void withoutAnOpenIdProviderThereIsNothingOfIt() {
        Desk desk = desk();
        HttpResponse<String> answer = desk.get("/admin/oidc?state=x&code=y");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is nothing at this address");
        assertThat(desk.page("/admin/sign-in").select("main a")).isEmpty();
    }

    @Test
    void aLinkFromElsewhereIsAskedAgainSoThatTheStrictCookieIsSent() {
        Desk desk = desk();
        HttpResponse<String> answer = desk.send(desk.request("/admin/runs")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("content=\"0; url=/admin/runs\"").doesNotContain("csrf");
    }
}
