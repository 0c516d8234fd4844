package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;

/**
 * What robots are asked to leave alone (RFC 9309): what costs much and says nothing that messages do not say. Whether a
 * page may be listed, it says itself.
 */
@Path("/robots.txt")
public class RobotsResource {

    private static final String RULES = """
            User-agent: *
            Disallow: /admin/
            Disallow: /search
            Disallow: /*/search
            Disallow: /*.mbox.gz$
            Disallow: /*.txt$
            Disallow: /*.txt.gz$
            Disallow: /*/raw$
            Disallow: /*?view=
            Disallow: /*?copy=
            """;

    private final Pages pages;

    RobotsResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    public Response get() {
        return pages.answer(
                RULES + "\nSitemap: " + pages.external(ArchiveLinks.sitemap()) + "\n",
                "text/plain;charset=UTF-8",
                Optional.empty());
    }
}
