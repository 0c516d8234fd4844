package org.salonarchive.reader;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import org.salonarchive.search.Cancellation;

/** Whether somebody still waits for the answer of this request; when the connection is closed, its search ends. */
@RequestScoped
class Waiting {

    private final Cancellation cancellation = new Cancellation();

    Waiting(HttpServerRequest request) {
        request.response().closeHandler(closed -> cancellation.cancel());
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
