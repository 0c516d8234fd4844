package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;

/** A message's bytes and its attachments. */
@Path("/{list}/message/{id}")
public class RawResource {

    /** Images that no browser runs anything of. */
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private static final MessageParser PARSER = new MessageParser();

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
    @Path("/raw")
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

    /** An attachment, to be saved; images may be looked at. */
    @GET
    @Path("/part/{number}/{filename}")
    public Response part(
            @PathParam("list") String name, @PathParam("id") String id, @PathParam("number") String number) {
        MessageRow row = row(name, id);
        byte[] bytes = raws.bytes(row);
        BodyPart part = PARSER.parse(bytes).parts().stream()
                .filter(p -> p.number().equals(number))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        EntityTag tag = new EntityTag(pages.tag(bytes).getValue() + "-" + part.number());
        return pages.unchanged(tag).orElseGet(() -> answer(part, tag));
    }

    private static Response answer(BodyPart part, EntityTag tag) {
        boolean image = SHOWN.contains(part.mediaType());
        StreamingOutput content = out -> {
            try (InputStream in = part.content()) {
                in.transferTo(out);
            }
        };
        String fileName = part.fileName().isEmpty() ? "part-" + part.number() : part.fileName();
        return sandboxed(Response.ok(content, image ? part.mediaType() : "application/octet-stream"), tag)
                .header("Content-Disposition", disposition(image, fileName))
                .build();
    }

    private MessageRow row(String name, String id) {
        MailingList list = pages.list(name);
        return messages.at(list.id(), Pages.id(id)).orElseThrow(NotFoundException::new);
    }

    private static Response.ResponseBuilder sandboxed(Response.ResponseBuilder response, EntityTag tag) {
        return response.tag(tag)
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Robots-Tag", "noindex");
    }

    /** RFC 6266: a plain name for old programs, the real one in UTF-8 for all others. */
    private static String disposition(boolean inline, String fileName) {
        StringBuilder plain = new StringBuilder();
        fileName.codePoints()
                .forEach(c -> plain.append(
                        c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0) ? (char) c : '_'));
        return (inline ? "inline" : "attachment") + "; filename=\"" + plain + "\"; filename*=UTF-8''"
                + ArchiveLinks.escape(fileName);
    }
}
