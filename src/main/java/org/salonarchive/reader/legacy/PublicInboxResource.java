package org.salonarchive.reader.legacy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.reader.MessageIds;
import org.salonarchive.reader.Pages;

/** Addresses of public-inbox: one message, its thread, its bytes or its thread's mailbox, by the Message-ID. */
@Path("/{list}/{id:[^/]+@[^/]+}{form:(/.*)?}")
public class PublicInboxResource {

    private final Pages pages;
    private final MessageIds ids;

    PublicInboxResource(Pages pages, MessageIds ids) {
        this.pages = pages;
        this.ids = ids;
    }

    @GET
    public Response get(@PathParam("list") String list, @PathParam("id") String id, @PathParam("form") String form) {
        pages.list(list);
        MessageRow row = ids.find(id).orElseThrow(NotFoundException::new);
        return switch (form) {
            case "/t", "/t/", "/T", "/T/" -> LegacyPages.moved(ArchiveLinks.thread(row.list(), row.address()));
            case "/raw" -> LegacyPages.moved(ArchiveLinks.raw(row));
            case "/t.mbox.gz" -> LegacyPages.moved(ArchiveLinks.threadDownload(row.list(), row.address()));
            default -> LegacyPages.moved(ArchiveLinks.message(row));
        };
    }
}
