package org.salonarchive.source.imap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.salonarchive.source.imap.ImapSettings.TokenSource;
import org.salonarchive.source.net.HostRule;

/** Access tokens, had with a refresh token (RFC 6749 section 6) and kept in memory until shortly before they end. */
final class AccessTokens {

    private static final int ANSWER_BYTES = 64 << 10;
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);
    private static final long USUAL_SECONDS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenSource source;
    private final HostRule hosts;
    private final Timeouts timeouts;
    private final InstantSource clock;
    private final HttpClient client;
    private final RenewedToken renewed;
    private String token = "";
    private String refreshToken;
    private Instant until = Instant.MIN;

    /** @param renewed hears of each refresh token that takes the place of the one before */
    AccessTokens(
            TokenSource source,
            HostRule hosts,
            SSLContext trust,
            Timeouts timeouts,
            InstantSource clock,
            RenewedToken renewed) {
        this.source = source;
        this.renewed = renewed;
        this.hosts = hosts;
        this.timeouts = timeouts;
        this.clock = clock;
        this.refreshToken = source.refreshToken();
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** One that is good for some minutes at least. */
    String token() throws IOException, InterruptedException {
        if (!clock.instant().isBefore(until)) {
            renew();
        }
        return token;
    }

    /** What was had is of no use. */
    void forget() {
        until = Instant.MIN;
    }

    private void renew() throws IOException, InterruptedException {
        // The answer stays in the machine's memory for a moment, and whoever gave another one to the client
        // would still have to show a certificate for this name.
        hosts.resolve(source.address().getHost());
        HttpRequest request = HttpRequest.newBuilder(source.address())
                .timeout(timeouts.read())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form()))
                .build();
        CompletableFuture<Answer> asked = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(AccessTokens::answer);
        try {
            take(asked.get(timeouts.connect().plus(timeouts.read()).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            asked.cancel(true);
            throw new IOException(host() + " takes too long to give an access token.", slow);
        } catch (ExecutionException failed) {
            throw new IOException(
                    host() + " could not be asked for an access token: check the OAuth 2 token address.",
                    failed.getCause());
        }
    }

    private String form() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("refresh_token", refreshToken);
        fields.put("client_id", source.client());
        if (!source.secret().isEmpty()) {
            fields.put("client_secret", source.secret());
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private record Answer(int status, byte[] body) {}

    private static Answer answer(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            return new Answer(response.statusCode(), in.readNBytes(ANSWER_BYTES));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void take(Answer answer) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (IOException notJson) {
            json = JSON.createObjectNode();
        }
        String given = json.path("access_token").asText("");
        if (answer.status() == 200 && isToken(given)) {
            token = given;
            long seconds = json.path("expires_in").asLong(USUAL_SECONDS);
            until = clock.instant()
                    .plusSeconds(Math.max(0, Math.min(seconds, 86_400)))
                    .minus(BEFORE_THE_END);
            String next = json.path("refresh_token").asText("");
            if (isToken(next) && !next.equals(refreshToken)) {
                renewed.keep(refreshToken, next);
                refreshToken = next;
            }
            return;
        }
        throw refusal(answer.status(), json.path("error").asText(""));
    }

    /** Nothing that could end a command. */
    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private IOException refusal(int status, String error) {
        String word = error.matches("[a-z_]{1,40}") ? " (" + error + ")" : "";
        return switch (error) {
            case "invalid_grant" ->
                new SignInRefused(host()
                        + " no longer accepts the refresh token: sign in with the provider anew and set the new one."
                        + word);
            case "invalid_client", "unauthorized_client" ->
                new SignInRefused(
                        host() + " does not accept the OAuth 2 client: check its identifier and secret." + word);
            case "invalid_scope", "invalid_request", "unsupported_grant_type" ->
                new SignInRefused(host()
                        + " does not give access tokens to this application: check that it may read mail over IMAP."
                        + word);
            default ->
                new IOException(host() + " gave no access token (status " + status + ")" + word
                        + ": check the OAuth 2 token address.");
        };
    }

    private String host() {
        return source.address().getHost();
    }
}
