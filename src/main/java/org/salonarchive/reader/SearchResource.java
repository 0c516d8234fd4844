package org.salonarchive.reader;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;

/** Search in one list. */
@Path("/{list}/search")
public class SearchResource {

    private final Pages pages;
    private final SearchPages search;

    SearchResource(Pages pages, SearchPages search) {
        this.pages = pages;
        this.search = search;
    }

    @GET
    public Response get(@PathParam("list") String name, @BeanParam Asked asked) {
        MailingList list = pages.list(name);
        Frame frame = Frame.of(list, "Search – " + list.title(), pages.absolute(ArchiveLinks.search(name)));
        return search.page(frame, Optional.of(list), asked);
    }
}
