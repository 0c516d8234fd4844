package org.salonarchive.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider (OpenID Connect Core 1.0, the authorization code flow with RFC 7636) on 127.0.0.1, strict with
 * its clients: it wants the client's secret, S256 and the verifier that belongs to it, a nonce, a code that was not
 * used, and the redirect address of the beginning. Whoever it meets is asked by a page with two links. What it signs
 * can be spoilt on the way.
 */
public final class OpenIdServer implements AutoCloseable {

    public static final String CLIENT = "salon";
    public static final String SECRET = "a secret that only the client and the provider know";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final KeyPair key = key();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Map<String, Object> person = Map.of();
    private volatile UnaryOperator<Map<String, Object>> spoilt = claims -> claims;
    private volatile KeyPair signer = key;

    /** @param port 0 for any that is free */
    public OpenIdServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who sits before the browser, as claims; nothing is spoilt any more. */
    public void knows(Map<String, Object> claims) {
        person = claims;
        spoilt = same -> same;
        signer = key;
    }

    /** Changes the claims of ID tokens before they are signed. */
    public void spoil(UnaryOperator<Map<String, Object>> change) {
        spoilt = change;
    }

    /** Signs with a key that it does not publish. */
    public void signWithAnotherKey() {
        signer = key();
    }

    /** The paths of all requests so far. */
    public List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/.well-known/openid-configuration" -> json(exchange, 200, discovery());
                case "/keys" -> json(exchange, 200, Map.of("keys", List.of(published())));
                case "/authorize" ->
                    authorize(exchange, fields(exchange.getRequestURI().getRawQuery()));
                case "/token" -> token(exchange);
                // A browser asks for it or not, as it has the time.
                case "/favicon.ico" ->
                    write(exchange, 200, "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>");
                default -> write(exchange, 404, "text/plain", "nothing");
            }
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Map<String, Object> discovery() {
        Map<String, Object> document = new TreeMap<>();
        document.put("issuer", url());
        document.put("authorization_endpoint", url() + "/authorize");
        document.put("token_endpoint", url() + "/token");
        document.put("jwks_uri", url() + "/keys");
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("prompt_values_supported", List.of("none", "login"));
        return document;
    }

    private Map<String, Object> published() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return Map.of(
                "kty", "RSA",
                "use", "sig",
                "alg", "RS256",
                "kid", "1",
                "n", number(open.getModulus().toByteArray()),
                "e", number(open.getPublicExponent().toByteArray()));
    }

    private static String number(byte[] signed) {
        return BASE64.encodeToString(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private void authorize(HttpExchange exchange, Map<String, String> asked) throws IOException {
        boolean proper = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && List.of(asked.getOrDefault("scope", "").split(" ")).containsAll(List.of("openid", "email"))
                && asked.keySet().containsAll(List.of("state", "nonce", "code_challenge"))
                && asked.getOrDefault("redirect_uri", "").matches("https?://[a-z0-9.]+(:[0-9]+)?/admin/oidc");
        if (!proper) {
            write(exchange, 400, "text/plain", "Not a request that this provider takes: " + asked);
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        String back = asked.get("redirect_uri") + "?state=" + escaped(asked.get("state"));
        write(exchange, 200, "text/html", """
                <!doctype html><title>Provider</title><link rel="icon" href="data:,"><h1>Who are you?</h1>
                <p><a id="yes" href="%s&amp;code=%s">%s</a> <a id="no" href="%s&amp;error=access_denied">Nobody</a></p>
                """.formatted(back, code, person.get("email"), back));
    }

    private void token(HttpExchange exchange) throws IOException, GeneralSecurityException {
        Map<String, String> sent = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic = Base64.getEncoder()
                .encodeToString((escaped(CLIENT) + ":" + escaped(SECRET)).getBytes(StandardCharsets.US_ASCII));
        String plain = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        String known = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!known.equals("Basic " + basic) && !known.equals("Basic " + plain)) {
            json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        Optional<Map<String, String>> begun = Optional.ofNullable(codes.remove(sent.getOrDefault("code", "")))
                .filter(asked -> "authorization_code".equals(sent.get("grant_type")))
                .filter(asked -> asked.get("redirect_uri").equals(sent.get("redirect_uri")))
                .filter(asked -> asked.get("code_challenge").equals(challenge(sent.getOrDefault("code_verifier", ""))));
        if (begun.isEmpty()) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        String token = signed(claims(begun.get().get("nonce")));
        json(exchange, 200, Map.of("access_token", "opaque", "token_type", "Bearer", "id_token", token));
    }

    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Map<String, Object> claims(String nonce) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>(person);
        claims.put("iss", url());
        claims.put("sub", "248289761001");
        claims.put("aud", CLIENT);
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("nonce", nonce);
        return spoilt.apply(claims);
    }

    private String signed(Map<String, Object> claims) throws IOException, GeneralSecurityException {
        String text = BASE64.encodeToString(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "1"))) + "."
                + BASE64.encodeToString(JSON.writeValueAsBytes(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(signer.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + BASE64.encodeToString(signature.sign());
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new TreeMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        write(exchange, status, "application/json", JSON.writeValueAsString(content));
    }

    private static void write(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
