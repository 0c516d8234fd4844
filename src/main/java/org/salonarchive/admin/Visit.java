package org.salonarchive.admin;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.salonarchive.admin.account.Operator;
import org.salonarchive.admin.account.Token;

/**
 * Who asks for this page, and what their cookies and their form say. Two cookies: that of the session, and before there
 * is one that of the sign-in form, so that every form has a token that only this browser can know.
 */
@RequestScoped
public class Visit {

    private static final String SESSION = "salon-session";
    private static final String BEFORE = "salon-form";

    private final HttpServerRequest request;
    private final Optional<String> site;
    private Optional<Operator> operator = Optional.empty();
    private Optional<Token> session = Optional.empty();
    private Token before = Token.random();
    private boolean fresh = true;
    private Form form = Form.EMPTY;

    Visit(HttpServerRequest request, @ConfigProperty(name = "salon.site.url") Optional<String> site) {
        this.request = request;
        this.site = site;
    }

    /** Takes the cookies; whether the session's is good for anything is another question. */
    void take(Map<String, Cookie> cookies) {
        session = token(cookies, SESSION);
        token(cookies, BEFORE).ifPresent(token -> {
            before = token;
            fresh = false;
        });
    }

    private Optional<Token> token(Map<String, Cookie> cookies, String name) {
        return Optional.ofNullable(cookies.get(prefixed(name))).flatMap(cookie -> Token.read(cookie.getValue()));
    }

    void is(Optional<Operator> known) {
        operator = known;
    }

    void sent(Form content) {
        form = content;
    }

    Form form() {
        return form;
    }

    Optional<Operator> operator() {
        return operator;
    }

    /** The session's token, good or not. */
    Optional<Token> session() {
        return session;
    }

    /** What this browser alone knows: the session's token, else that of the sign-in form. */
    private Token secret() {
        return operator.isPresent() ? session.orElseThrow() : before;
    }

    /** What every form of this visitor carries. */
    String formToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(derive("form"));
    }

    boolean isFormToken(String sent) {
        return MessageDigest.isEqual(
                sent.getBytes(StandardCharsets.UTF_8), formToken().getBytes(StandardCharsets.UTF_8));
    }

    /** A key that lives as long as the session. */
    byte[] derive(String purpose) {
        return secret().derive(purpose);
    }

    /** Where the browser is, as far as proxies that are trusted tell. */
    String address() {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** Whether it came by TLS, here or at the proxy. */
    boolean isSecure() {
        return "https".equals(request.scheme())
                || site.map(url -> url.startsWith("https:")).orElse(false);
    }

    /** Whether an origin, as browsers tell it, is this site. */
    boolean isHere(String origin) {
        String host = origin.replaceFirst("^https?://", "");
        boolean named = site.map(url -> url.replaceFirst("/+$", "").equalsIgnoreCase(origin))
                .orElse(false);
        String asked = String.valueOf(request.authority());
        return named || origin.contains("://") && host.equalsIgnoreCase(asked);
    }

    private String prefixed(String name) {
        return (isSecure() ? "__Host-" : "") + name;
    }

    /** The cookie of a session that begins. */
    NewCookie begun(Token token) {
        return cookie(SESSION, token.text(), NewCookie.DEFAULT_MAX_AGE);
    }

    /** Takes the session's cookie away. */
    NewCookie ended() {
        return cookie(SESSION, "", 0);
    }

    /** The cookie of the sign-in form, where the browser has none yet. */
    Optional<NewCookie> arrived() {
        return fresh && operator.isEmpty()
                ? Optional.of(cookie(BEFORE, before.text(), NewCookie.DEFAULT_MAX_AGE))
                : Optional.empty();
    }

    private NewCookie cookie(String name, String value, int maxAge) {
        return new NewCookie.Builder(prefixed(name))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
