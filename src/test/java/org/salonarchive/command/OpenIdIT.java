package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.OpenIdServer;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** The packaged program and an OpenID provider that is away, that comes, and that is set up wrongly. */
class OpenIdIT {

    private static final String SITE = "https://lists.example.org";

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private URI salon;

    private Program salon() {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dquarkus.http.port=0");
    }

    /** Serves with an OpenID provider at an address. */
    private void serve(String provider, String clientId) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        process = salon().with("-Dsalon.site.url=" + SITE + "/")
                .with("-Dquarkus.oidc.auth-server-url=" + provider)
                .with("-Dquarkus.oidc.client-id=" + clientId)
                .with("-Dquarkus.oidc.credentials.secret=" + OpenIdServer.SECRET)
                .with("-Dsalon.admin.oidc.emails=anna@example.org")
                .start(printed);
        salon = Program.address(printed, process);
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("stops when asked").isTrue();
        assertThat(folder.resolve("printed"))
                .content()
                .contains("A sign-in with OpenID Connect failed: ")
                .doesNotContain("\tat ", "eyJ", OpenIdServer.SECRET, "ERROR");
    }

    private HttpResponse<String> get(String path, String cookies) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(salon.resolve(path))
                .header("Cookie", cookies)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void readersReadAndOthersAreTold() throws IOException, InterruptedException {
        assertThat(get("/", "").statusCode()).isEqualTo(200);
        assertThat(get("/admin/sign-in", "").body()).contains("Sign in with ", "current-password");
        HttpResponse<String> told = get("/admin/oidc", "");
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(told.body()).text()).contains("does not answer, or Salon is not set up right for it");
    }

    @Test
    void nobodyWaitsForAProviderThatIsAwayAndItIsGoodWhenItComes() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        serve("http://127.0.0.1:" + port, OpenIdServer.CLIENT);
        readersReadAndOthersAreTold();
        try (OpenIdServer provider = new OpenIdServer(port)) {
            provider.knows(Map.of("email", "anna@example.org", "email_verified", true));
            provider.signWithAnotherKey();
            assertThat(signIn().statusCode()).isEqualTo(403);
            provider.knows(Map.of("email", "anna@example.org", "email_verified", true));
            HttpResponse<String> in = signIn();
            assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
            assertThat(cookies(in)).contains("__Host-salon-session=");
            assertThat(get("/admin/", cookies(in)).body()).contains("anna@example.org");
            assertThat(salon().run("admin", "list").output())
                    .contains("anna@example.org (no password: OpenID Connect)");
        }
    }

    /** Goes to the provider and comes back, by way of a proxy that a browser would see as the site. */
    private HttpResponse<String> signIn() throws IOException, InterruptedException {
        HttpResponse<String> away = get("/admin/oidc", "");
        assertThat(away.statusCode()).as(away.body()).isEqualTo(303);
        assertThat(away.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "Path=/admin/oidc"));
        URI question = URI.create(away.headers().firstValue("Location").orElseThrow());
        String page = client.send(HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        String back = Jsoup.parse(page).select("#yes").attr("href");
        assertThat(back).startsWith(SITE + "/admin/oidc?");
        return get(back.substring(SITE.length()), cookies(away));
    }

    private static String cookies(HttpResponse<String> answer) {
        List<String> set = answer.headers().allValues("Set-Cookie");
        return set.stream().map(cookie -> cookie.replaceFirst(";.*", "")).collect(Collectors.joining("; "));
    }

    @Test
    void whatIsSetUpWronglyKeepsNobodyFromReading() throws IOException, InterruptedException {
        serve("login.example.org", "");
        readersReadAndOthersAreTold();
    }
}
