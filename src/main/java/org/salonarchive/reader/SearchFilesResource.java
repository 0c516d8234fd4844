package org.salonarchive.reader;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.salonarchive.archive.MailingList;

/** What a search in one list finds, as a feed and as a mailbox. */
@Path("/{list}/search.{form:atom|mbox[.]gz}")
public class SearchFilesResource {

    private final Pages pages;
    private final SearchFiles files;

    SearchFilesResource(Pages pages, SearchFiles files) {
        this.pages = pages;
        this.files = files;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("form") String form, @BeanParam Asked asked) {
        MailingList list = pages.list(name);
        return files.answer(form, Optional.of(list), asked);
    }
}
