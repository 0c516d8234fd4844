package org.salonarchive.admin;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * How much a request may bring. The server itself takes as much as an uploaded file may have; everywhere else than at
 * the upload a megabyte is the most.
 */
final class BodyLimit {

    private static final long USUAL = 1L << 20;
    private static final int TOO_LARGE = 413;

    /** Behind the server's own limit, which it narrows, and before whatever reads a body. */
    private static final int ORDER = -1;

    private final AdminConfig config;

    BodyLimit(AdminConfig config) {
        this.config = config;
    }

    void add(@Observes Router router) {
        router.route().order(ORDER).handler(this::narrow);
    }

    private void narrow(RoutingContext context) {
        boolean upload = context.request().method().equals(HttpMethod.POST)
                && context.request().path().equals(UploadResource.PATH);
        if (upload) {
            // A little more than a file may have, so that whoever takes it in is the one who says that it is too large.
            context.put(
                    VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, config.uploadLimit().asLongValue() + USUAL);
            context.next();
            return;
        }
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && (!length.matches("[0-9]{1,18}") || Long.parseLong(length) > USUAL)) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            context.fail(TOO_LARGE);
            return;
        }
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, USUAL);
        context.next();
    }
}
