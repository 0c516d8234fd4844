package org.salonarchive.reader.legacy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.reader.MessageIds;

/** Addresses of Pony Mail, where they hold the Message-ID and not a hash of other things. */
@Path("/thread{html:([.]html)?}/{id:.+}")
public class PonyMailResource {

    private final MessageIds ids;

    PonyMailResource(MessageIds ids) {
        this.ids = ids;
    }

    @GET
    public Response get(@PathParam("id") String id) {
        MessageRow row = ids.find(id).orElseThrow(NotFoundException::new);
        return LegacyPages.moved(ArchiveLinks.thread(row.list(), row.address()));
    }
}
