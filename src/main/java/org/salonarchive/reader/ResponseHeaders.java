package org.salonarchive.reader;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The headers that every answer carries, so that nothing a mail says can act even if it reached a page. */
final class ResponseHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String FRAMES = "X-Frame-Options";
    private static final String OF_PAGES = "default-src 'none'; style-src 'self'; img-src 'self' data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-forms"
            + " allow-downloads allow-popups allow-popups-to-escape-sandbox";

    /** What a mail's own HTML may do in its frame: be looked at, and lead elsewhere in a window of its own. */
    private static final String OF_MAIL = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none';"
            + " base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox; img-src 'self' data:";

    /** Pages change when mail comes; with its validator a reader asks again at little cost. */
    private static final Map<String, String> STRICT = Map.of(
            "Cache-Control",
            "no-cache",
            // Packed or not, as the reader takes it: a proxy that keeps answers must tell them apart.
            "Vary",
            "Accept-Encoding",
            POLICY,
            OF_PAGES,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            FRAMES,
            "DENY");

    /** A page that holds a frame with a mail's own HTML. */
    static Response framing(Response page) {
        return Response.fromResponse(page)
                .header(POLICY, OF_PAGES + "; frame-src 'self'")
                .build();
    }

    /**
     * The mail's own HTML in that frame.
     *
     * @param remote whether the reader lets it fetch images from elsewhere
     */
    static Response framed(Response document, boolean remote) {
        return Response.fromResponse(document)
                .header(POLICY, OF_MAIL + (remote ? " https: http:" : ""))
                .header(FRAMES, "SAMEORIGIN")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .build();
    }

    /** First of all routes, so that errors and static files carry them too. */
    void add(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(done -> {
                MultiMap headers = context.response().headers();
                STRICT.forEach((name, value) -> {
                    if (!headers.contains(name)) {
                        headers.set(name, value);
                    }
                });
            });
            context.next();
        });
    }
}
