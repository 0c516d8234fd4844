package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;

/** Whatever no other resource knows, so that its page of help may ask the database for the lists. */
@Path("/")
public class UnknownAddressResource {

    @GET
    @Path("{unknown:.+}")
    public void get() {
        throw new NotFoundException();
    }
}
