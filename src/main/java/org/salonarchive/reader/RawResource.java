package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;

/** A message's bytes. */
@Path("/{list}/message/{id}/raw")
public class RawResource {

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;

    RawResource(Pages pages, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
    }

    /**
     * The bytes, unchanged. They are sent as plain text in Latin-1, where every byte stands for itself: a
     * browser shows them and can neither run nor re-encode them.
     */
    @GET
    public Response raw(
            @PathParam("list") String name, @PathParam("id") String id, @QueryParam("copy") @Nullable String copy) {
        MessageRow row = row(name, id);
        if (!row.list().equals(name)) {
            return pages.movedTo(ArchiveLinks.raw(row));
        }
        byte[] bytes = copy == null ? raws.bytes(row) : raws.bytes(row, copy).orElseThrow(NotFoundException::new);
        EntityTag tag = pages.tag(bytes);
        return pages.unchanged(tag)
                .orElseGet(() -> sandboxed(Response.ok(bytes, "text/plain;charset=ISO-8859-1"), tag)
                        .header(
                                "Content-Disposition",
                                "inline; filename=\"" + row.address().base32() + ".eml\"")
                        .build());
    }

    private MessageRow row(String name, String id) {
        MailingList list = pages.list(name);
        return messages.at(list.id(), Pages.id(id)).orElseThrow(NotFoundException::new);
    }

    /** What a mail brings acts nowhere, and search engines lead to its page instead. */
    static Response.ResponseBuilder sandboxed(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Robots-Tag", "noindex");
    }
}
