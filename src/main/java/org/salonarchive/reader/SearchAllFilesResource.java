package org.salonarchive.reader;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What a search in all lists finds, as a feed and as a mailbox. */
@Path("/search.{form:atom|mbox[.]gz}")
public class SearchAllFilesResource {

    private final SearchFiles files;

    SearchAllFilesResource(SearchFiles files) {
        this.files = files;
    }

    @GET
    public Response get(@PathParam("form") String form, @BeanParam Asked asked) {
        return files.answer(form, Optional.empty(), asked);
    }
}
