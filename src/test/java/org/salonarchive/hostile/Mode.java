package org.salonarchive.hostile;

import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Set;

/** Which defences stand. */
enum Mode {
    /** As it is. */
    BOTH,
    /** The pages as they are, without the headers that forbid a browser to act. */
    SANITISER,
    /** The headers as they are, and the snippets raw in the pages. */
    HEADERS,
    /** Neither; here the snippets must run, or the browser is not looked at rightly. */
    NEITHER;

    private static final Set<String> PROTECTIVE = Set.of(
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy");

    /** The name under which the gate shows the site so. */
    String origin() {
        return "http://" + name().toLowerCase(Locale.ROOT) + ".salon.test";
    }

    static Mode of(String host) {
        return valueOf(host.toUpperCase(Locale.ROOT));
    }

    boolean hasHeaders() {
        return this == BOTH || this == HEADERS;
    }

    /** Passes a header on. Pages are looked at in frames, many at once, which their headers must let happen. */
    void header(HttpServerResponse response, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("x-frame-options") || !hasHeaders() && PROTECTIVE.contains(lower)) {
            return;
        }
        response.headers().add(name, value.replaceFirst("; *frame-ancestors 'none'", ""));
    }
}
