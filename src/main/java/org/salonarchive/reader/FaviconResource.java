package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Leads to the sign of the archive from where browsers and feed readers look for it when what they show names none: a
 * file of a message, a feed, the original of an HTML mail.
 */
@Path("/favicon.ico")
public class FaviconResource {

    private final Pages pages;

    FaviconResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    public Response get() {
        return pages.movedTo("/favicon.svg");
    }
}
