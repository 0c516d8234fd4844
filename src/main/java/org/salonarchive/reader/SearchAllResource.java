package org.salonarchive.reader;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
    public Response get(@BeanParam Asked asked) {
        Frame frame = Frame.outside("Search", pages.absolute(ArchiveLinks.search("")));
        return search.page(frame, Optional.empty(), asked);
    }
}
