package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.imap.ImapSettings.TokenSource;
import org.salonarchive.testing.TestCertificate;

/** Signing in with access tokens. */
@Timeout(60)
class AccessTokensTest {

    @TempDir
    static Path temporary;

    private static SSLContext trust;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private HttpsServer provider;

    @BeforeAll
    static void makeCertificate() throws IOException {
        trust = TestCertificate.in(temporary, "localhost").context();
    }

    @BeforeEach
    void startProvider() throws IOException {
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        provider.setHttpsConfigurator(new HttpsConfigurator(trust));
        provider.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "https://localhost:1/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
    }

    private String address() {
        return "https://localhost:" + provider.getAddress().getPort() + "/token";
    }

    private AccessTokens tokens() {
        TokenSource source = new TokenSource(URI.create(address()), "salon app", "client-canary", "refresh-canary");
        return new AccessTokens(
                source, Reads.HERE, trust, Reads.SHORT, () -> now, (before, next) -> kept.add(before + " " + next));
    }

    private ImapFolder folder(int port) {
        return Reads.folder(
                trust,
                port,
                "oauth-token-url",
                address(),
                "oauth-client-id",
                "salon",
                "oauth-refresh-token",
                "refresh-canary");
    }

    @Test
    void oneTokenIsUsedUntilShortlyBeforeItEnds() throws Exception {
        answer = "{\"access_token\":\"first\",\"expires_in\":3600,\"refresh_token\":\"rotated\"}";
        AccessTokens tokens = tokens();
        assertThat(tokens.token()).isEqualTo("first");
        assertThat(asked)
                .containsExactly("grant_type=refresh_token&refresh_token=refresh-canary&client_id=salon+app"
                        + "&client_secret=client-canary");
        now = now.plusSeconds(3000);
        assertThat(tokens.token()).isEqualTo("first");
        assertThat(asked).hasSize(1);
        answer = "{\"access_token\":\"second\"}";
        now = now.plusSeconds(590);
        assertThat(tokens.token()).isEqualTo("second");
        assertThat(asked.get(1)).contains("refresh_token=rotated");
        assertThat(kept).containsExactly("refresh-canary rotated");
    }

    @Test
    void whatTheProviderRefusesIsToldInPlainWords() {
        status = 400;
        answer = "{\"error\":\"invalid_grant\",\"error_description\":\"refresh-canary is old\"}";
        assertThatThrownBy(() -> tokens().token())
                .isInstanceOf(SignInRefused.class)
                .hasMessageContaining("sign in with the provider anew")
                .hasMessageNotContaining("canary");
        status = 401;
        answer = "{\"error\":\"invalid_client\"}";
        assertThatThrownBy(() -> tokens().token())
                .isInstanceOf(SignInRefused.class)
                .hasMessageContaining("client");
        for (String odd : List.of("", "<html>", "[1]", "{\"error\":{\"a\":1}}", "{\"access_token\":\"a\\r\\nb\"}")) {
            status = 200;
            answer = odd;
            assertThatThrownBy(() -> tokens().token())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no access token");
        }
        status = 307;
        assertThatThrownBy(() -> tokens().token()).hasMessageContaining("status 307");
    }

    @Test
    void aFolderIsReadWithAToken() throws Exception {
        answer = "{\"access_token\":\"good-token\",\"expires_in\":3600}";
        try (ScriptedImapServer server = new ScriptedImapServer(trust)) {
            server.add("Subject: one\r\n\r\n");
            server.capabilities = "IMAP4rev1 SASL-IR AUTH=XOAUTH2";
            server.trick = (session, tag, command) -> {
                if (!command.startsWith("AUTHENTICATE XOAUTH2 ")) {
                    return false;
                }
                String said = new String(Base64.getDecoder().decode(command.substring(21)), StandardCharsets.UTF_8);
                if (said.equals("user=anna\u0001auth=Bearer good-token\u0001\u0001")) {
                    session.send(tag + " OK\r\n");
                } else {
                    session.send("+ eyJzdGF0dXMiOiI0MDAifQ==\r\n");
                    session.line();
                    session.send(tag + " NO [AUTHENTICATIONFAILED] Invalid credentials\r\n");
                }
                return true;
            };
            try (ImapFolder place = folder(server.port())) {
                assertThat(new Reads().pass(place).items).hasSize(1);
                assertThat(asked).hasSize(1);
            }
            answer = "{\"access_token\":\"bad-canary\",\"expires_in\":3600}";
            try (ImapFolder place = folder(server.port())) {
                assertThatThrownBy(place::sources)
                        .isInstanceOf(SignInRefused.class)
                        .hasMessageContaining("Invalid credentials")
                        .hasMessageNotContaining("canary");
                assertThatThrownBy(place::sources).isInstanceOf(SignInRefused.class);
                assertThat(asked)
                        .as("a token that was refused is not used again")
                        .hasSize(3);
            }
        }
    }

    @Test
    void theAddressMustBeSecure() {
        assertThatThrownBy(() -> ImapSettings.of(Reads.settings(
                        993,
                        "oauth-token-url",
                        "http://localhost/token",
                        "oauth-client-id",
                        "salon",
                        "oauth-refresh-token",
                        "refresh-canary")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://")
                .hasMessageNotContaining("canary");
    }
}
