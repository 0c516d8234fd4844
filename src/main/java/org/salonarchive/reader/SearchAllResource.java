package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;

/** Search in all lists that are visible. */
@Path("/search")
public class SearchAllResource {

    private final Pages pages;
    private final SearchPages search;

    SearchAllResource(Pages pages, SearchPages search) {
        this.pages = pages;
        this.search = search;
    }

    @GET
    public Response get(
            @QueryParam("q") String q,
            @QueryParam("from") String from,
            @QueryParam("after") String after,
            @QueryParam("before") String before,
            @QueryParam("then") String then) {

        Frame frame = Frame.outside("Search", pages.absolute(ArchiveLinks.search("")));
        return search.page(frame, Optional.empty(), SearchPages.Form.of(q, from, after, before), then);
    }
}
