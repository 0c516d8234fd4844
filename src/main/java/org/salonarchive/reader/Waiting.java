package org.salonarchive.reader;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.salonarchive.search.Cancellation;

/** Whether somebody still waits for the answer of this request; when the connection is closed, its search ends. */
@RequestScoped
class Waiting {

    private final Cancellation cancellation = new Cancellation();

    Waiting(RoutingContext request) {
        request.addEndHandler(ended -> cancellation.cancel());
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
