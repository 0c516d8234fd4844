package org.salonarchive.ingest.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What Mailman's archiver plugin is told. It looks for {@code url} with the status 200, writes the rest into its log,
 * and keeps the mail for later with any other status.
 *
 * @param field {@code url} or {@code error}
 * @param retrySeconds when to come again, where that helps
 */
record MailmanReply(int status, String field, String text, Optional<Integer> retrySeconds) {

    private static final int SOON = 30;

    static MailmanReply url(String url) {
        return new MailmanReply(200, "url", url, Optional.empty());
    }

    static MailmanReply error(int status, String text) {
        return new MailmanReply(status, "error", text, Optional.empty());
    }

    static MailmanReply later(String text) {
        return new MailmanReply(503, "error", text, Optional.of(SOON));
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        retrySeconds.ifPresent(seconds -> response.putHeader("Retry-After", seconds.toString()));
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Token realm=\"Mailman archiver\"");
        }
        if (!context.request().isEnded()) {
            // The rest of the body is not read.
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(JsonNodeFactory.instance.objectNode().put(field, text).toString());
    }
}
