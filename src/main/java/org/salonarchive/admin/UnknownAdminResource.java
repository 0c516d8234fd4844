package org.salonarchive.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Whatever else is asked for under /admin, by somebody who is signed in. */
@Path("/admin")
public class UnknownAdminResource {

    private final AdminPages pages;

    UnknownAdminResource(AdminPages pages) {
        this.pages = pages;
    }

    @GET
    @Path("{unknown:.+}")
    public Response nothing() {
        return pages.notFound();
    }

    @POST
    @Path("{unknown:.+}")
    public Response nothingToDo() {
        return pages.notFound();
    }
}
