package org.salonarchive.reader.legacy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.reader.MessageIds;

/** Addresses of pgarchives: one message, its thread, its bytes or its thread's mailbox, by the Message-ID. */
@Path("/message-id/{form:((flat|raw|mbox)/)?}{id:.+}")
public class PgArchivesResource {

    private final MessageIds ids;

    PgArchivesResource(MessageIds ids) {
        this.ids = ids;
    }

    @GET
    public Response get(@PathParam("form") String form, @PathParam("id") String id) {
        MessageRow row = ids.find(id).orElseThrow(NotFoundException::new);
        return switch (form) {
            case "flat/" -> LegacyPages.moved(ArchiveLinks.thread(row.list(), row.address()));
            case "raw/" -> LegacyPages.moved(ArchiveLinks.raw(row));
            case "mbox/" -> LegacyPages.moved(ArchiveLinks.threadDownload(row.list(), row.address()));
            default -> LegacyPages.moved(ArchiveLinks.message(row));
        };
    }
}
