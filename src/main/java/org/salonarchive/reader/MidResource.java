package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;

/** Finds a message by its Message-ID, however it was written down. */
@Path("/mid/{id:.+}")
public class MidResource {

    private static final String PATH = "/mid/";

    private final MessageIds ids;

    MidResource(MessageIds ids) {
        this.ids = ids;
    }

    /** The path is read as it came: {@code ;} is part of a Message-ID here, not of the syntax of addresses. */
    @GET
    public Response get(UriInfo uri) {
        String path = uri.getRequestUri().getRawPath();
        String written = MessageIds.unescaped(path.substring(path.indexOf(PATH) + PATH.length()));
        MessageRow found = ids.find(written).orElseThrow(NotFoundException::new);
        return Pages.to(Response.Status.FOUND, ArchiveLinks.message(found));
    }
}
