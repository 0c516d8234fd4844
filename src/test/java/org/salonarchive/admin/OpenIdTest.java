package org.salonarchive.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Operators;
import org.salonarchive.admin.account.Sessions;
import org.salonarchive.testing.Desk;
import org.salonarchive.testing.OpenIdServer;
import org.salonarchive.testing.OpenIdServerResource;
import org.salonarchive.testing.PostgresResource;

/** Who comes in by way of an OpenID provider, and who does not, whatever the provider or the way back says. */
@QuarkusTest
@TestProfile(AdminProfile.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OpenIdServerResource.class)
class OpenIdTest {

    private static final String ANNA = "anna@example.org";
    private static final String PASSWORD = "five words that nobody says";

    private final Operators operators;
    private final Sessions sessions;

    OpenIdServer provider;

    @TestHTTPResource("/")
    URL site;

    OpenIdTest(Operators operators, Sessions sessions) {
        this.operators = operators;
        this.sessions = sessions;
    }

    @BeforeEach
    void annaSitsThere() {
        provider.knows(claims("Anna@example.org", true));
    }

    private static Map<String, Object> claims(String email, Object verified) {
        return Map.of("email", email, "email_verified", verified);
    }

    private Desk desk() {
        return new Desk(site.toString());
    }

    /** Goes to the provider, and comes to where its link leads. */
    private String back(Desk desk, String from, String link) {
        HttpResponse<String> away = desk.get(from);
        assertThat(away.statusCode()).as(away.body()).isEqualTo(303);
        String address = away.headers().firstValue("Location").orElseThrow();
        assertThat(address).startsWith(provider.url() + "/authorize?");
        URI asked = URI.create(address);
        HttpResponse<String> question = new Desk(provider.url()).get(asked.getRawPath() + "?" + asked.getRawQuery());
        assertThat(question.statusCode()).as(question.body()).isEqualTo(200);
        String back = Jsoup.parse(question.body()).select("#" + link).attr("href");
        assertThat(back).startsWith(site + "admin/oidc?");
        return back.substring(site.toString().length() - 1);
    }

    private HttpResponse<String> signIn(Desk desk) {
        return follow(desk, back(desk, "/admin/oidc", "yes"));
    }

    private static HttpResponse<String> follow(Desk desk, String back) {
        return desk.send(
                desk.request(back).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate"));
    }

    private static void refused(Desk desk, HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Jsoup.parse(answer.body()).text()).contains(text, "Try again");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(desk.cookies()).extracting(HttpCookie::getName).doesNotContain("salon-session", "q_session_admin");
        assertThat(desk.get("/admin/").statusCode()).isEqualTo(303);
    }

    @Test
    void whoIsNamedComesInWithASessionOfSalonAndNoOther() throws SQLException {
        Desk desk = desk();
        assertThat(desk.page("/admin/sign-in")
                        .select("a[href=/admin/oidc?to=/admin/]")
                        .text())
                .isEqualTo("Sign in with 127.0.0.1");
        HttpResponse<String> answer = follow(desk, back(desk, "/admin/oidc?to=/admin/runs", "yes"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("content=\"0; url=/admin/runs\"");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("salon-session="))
                .singleElement()
                .asString()
                .contains("SameSite=Strict", "HttpOnly");
        assertThat(desk.cookies()).extracting(HttpCookie::getName).containsOnly("salon-session", "salon-form");
        assertThat(desk.page("/admin/").select("header .out a").text()).isEqualTo(ANNA);
        assertThat(operators.find(ANNA).orElseThrow().hasPassword()).isFalse();
        assertThat(signIn(desk()).statusCode()).as("a second time").isEqualTo(200);
        assertThat(operators.all()).filteredOn(one -> one.name().equals(ANNA)).hasSize(1);
    }

    @Test
    void whatTheProviderSendsIsSentBackOnlyByThisBrowserAndOnlyOnce() {
        Desk desk = desk();
        String back = back(desk, "/admin/oidc", "yes");
        Desk other = desk();
        refused(other, follow(other, back), 400, "belongs to another browser");
        refused(desk, follow(desk, back.replaceFirst("state=.", "state=_")), 400, "was used already");
        refused(desk, follow(desk, "/admin/oidc?code=x"), 400, "was used already");
        String third = back(other, "/admin/oidc", "yes");
        String injected = back.replaceFirst("code=.*", third.replaceFirst(".*(code=.*)", "$1"));
        refused(desk, follow(desk, injected), 403, "does not prove who you are");
        refused(desk, follow(desk, back), 400, "was used already");
        assertThat(follow(other, third).statusCode())
                .as("used up by the injection")
                .isEqualTo(403);
        assertThat(signIn(desk).statusCode()).isEqualTo(200);
        Desk again = desk();
        HttpResponse<String> denied = follow(again, back(again, "/admin/oidc", "no"));
        refused(again, denied, 403, "127.0.0.1 did not sign you in");
        String another = Jsoup.parse(denied.body())
                .select("a:contains(With another account)")
                .attr("href");
        assertThat(again.get(another).headers().firstValue("Location").orElse(""))
                .as("asked as the provider says that it can be")
                .contains("&prompt=login&");
    }

    @Test
    void whatIsSignedMustBeMeantForThisSignIn() {
        long past = Instant.now().getEpochSecond() - 3_600;
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("nonce", "another"),
                Map.of("nonce", ""),
                Map.of("aud", "another client"),
                Map.of("iss", "https://evil.example"),
                Map.of("exp", past),
                Map.of("exp", ""))) {
            provider.spoil(claims -> {
                Map<String, Object> spoilt = new HashMap<>(claims);
                spoilt.putAll(change);
                spoilt.values().removeIf(""::equals);
                return spoilt;
            });
            Desk desk = desk();
            refused(desk, signIn(desk), 403, "does not prove who you are");
        }
        provider.knows(claims(ANNA, true));
        provider.signWithAnotherKey();
        Desk desk = desk();
        refused(desk, signIn(desk), 403, "does not prove who you are");
    }

    @Test
    void onlyVerifiedAddressesThatAreNamedComeIn() throws SQLException {
        List<Operator> before = operators.all();
        for (Map.Entry<Map<String, Object>, String> one : List.of(
                Map.entry(claims(ANNA, false), "that you are " + ANNA + ", and not that this was verified"),
                Map.entry(claims(ANNA, "no"), "not that this was verified"),
                Map.entry(Map.<String, Object>of("email", ANNA), "not that this was verified"),
                Map.entry(claims("bruno@example.org", true), "bruno@example.org may not come in here"),
                Map.entry(claims("anna@example.org.evil.example", true), "SALON_ADMIN_OIDC_EMAILS"),
                Map.entry(claims("<b>x</b>@example.org", true), "<b>x</b>@example.org may not come in here"),
                // The Kelvin sign, whose lower case is a k.
                Map.entry(claims("\u212aate@example.org", true), "may not come in here"),
                Map.entry(claims("o'neil@example.org", true), "cannot be the name of an operator"),
                Map.entry(claims("anna@example.org\nx", true), "did not tell your e-mail address"),
                Map.entry(Map.<String, Object>of("email_verified", true), "did not tell your e-mail address"))) {
            provider.knows(one.getKey());
            Desk desk = desk();
            refused(desk, signIn(desk), 403, one.getValue());
        }
        assertThat(operators.all()).isEqualTo(before);
        provider.knows(claims("KATE@EXAMPLE.ORG", "true"));
        assertThat(signIn(desk()).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsNoLongerNamedIsOutAtOnce() throws SQLException {
        assertThat(pageWithSessionOf("kate@example.org")).isEqualTo(200);
        assertThat(pageWithSessionOf("was-named@example.org")).isEqualTo(303);
        Desk desk = desk();
        signIn(desk);
        assertThat(desk.get("/admin/").statusCode()).isEqualTo(200);
        operators.remove(operators.find(ANNA).orElseThrow());
        assertThat(desk.get("/admin/").statusCode()).isEqualTo(303);
    }

    private int pageWithSessionOf(String name) throws SQLException {
        String session = sessions.open(operators.vouchedFor(name), "").text();
        Desk desk = desk();
        return desk.send(desk.request("/admin/").header("Cookie", "salon-session=" + session))
                .statusCode();
    }

    @Test
    void withoutAPasswordNoneIsRightAndNoneCanBeChosen() throws SQLException {
        Desk desk = desk();
        signIn(desk);
        assertThat(desk.page("/admin/account").select("main").text())
                .contains("have no password here", "salon admin password " + ANNA);
        Map<String, String> choice = new HashMap<>(Map.of("old", "", "password", PASSWORD, "again", PASSWORD));
        choice.put("csrf", desk.token("/admin/account"));
        assertThat(desk.post("/admin/account", choice).statusCode()).isEqualTo(403);
        for (String guess : List.of("", " ", PASSWORD)) {
            assertThat(desk().submit("/admin/sign-in", "/admin/sign-in", Map.of("name", ANNA, "password", guess))
                            .statusCode())
                    .isEqualTo(403);
        }
        operators.changePassword(operators.find(ANNA).orElseThrow(), PASSWORD);
        desk.signIn(ANNA, PASSWORD);
        assertThat(desk.page("/admin/account").select("#old")).hasSize(1);
        operators.remove(operators.find(ANNA).orElseThrow());
    }

    @Test
    void passwordsAreStillGood() throws SQLException {
        if (operators.find("paul").isEmpty()) {
            operators.make("paul", PASSWORD);
        }
        Desk desk = desk().signIn("paul", PASSWORD);
        assertThat(desk.page("/admin/").text()).contains("paul");
        assertThat(desk.get("/admin/oidc?to=/admin/runs").headers().firstValue("Location"))
                .as("who is in already")
                .contains("/admin/runs");
    }

    @Test
    void itLeadsNowhereElse() {
        for (String to : List.of("https://evil.example/", "//evil.example/admin/", "/admin/..%2f..%2fx", "/list/")) {
            Desk desk = desk();
            assertThat(follow(desk, back(desk, "/admin/oidc?to=" + to, "yes")).body())
                    .contains("content=\"0; url=/admin/\"");
        }
        Desk desk = desk();
        assertThat(back(desk, "/admin/oidc?redirect_uri=https://evil.example/&prompt=select_account", "yes"))
                .startsWith("/admin/oidc?");
        HttpResponse<String> away = desk.get("/admin/oidc");
        assertThat(away.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("Path=/admin/oidc", "SameSite=Lax", "Max-Age=300")
                        .containsIgnoringCase("HttpOnly"));
    }

    @Test
    void readersSeeNothingOfIt() {
        Desk desk = desk();
        signIn(desk);
        long asked = provider.asked().size();
        Desk reader = desk();
        HttpResponse<String> plain = reader.get("/");
        HttpResponse<String> stale = reader.send(reader.request("/")
                .header("Authorization", "Bearer nonsense")
                .header("Cookie", "q_session_admin=stale; q_session=stale; q_auth_admin_x=stale"));
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.body()).isEqualTo(plain.body());
        for (String header : List.of("ETag", "Last-Modified", "Cache-Control", "Set-Cookie", "Vary", "Location")) {
            assertThat(stale.headers().allValues(header))
                    .as(header)
                    .isEqualTo(plain.headers().allValues(header));
        }
        assertThat(stale.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(provider.asked()).hasSize((int) asked);
    }
}
