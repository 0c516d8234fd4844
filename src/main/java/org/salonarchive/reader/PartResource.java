package org.salonarchive.reader;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Attachment;
import org.salonarchive.archive.Attachments;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;

/**
 * A part of a message. Safe images and text are shown, text as UTF-8 whatever its charset was; with
 * {@code ?download}, and for all other types, the exact bytes are sent to be saved.
 */
@Path("/{list}/message/{id}/part/{number}/{filename}")
public class PartResource {

    private static final MessageParser PARSER = new MessageParser();

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;
    private final Attachments attachments;
    private final Request request;

    PartResource(Pages pages, Messages messages, RawMessages raws, Attachments attachments, Request request) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
        this.attachments = attachments;
        this.request = request;
    }

    /** How and how much of the part is wanted. */
    record Wanted(
            @Context UriInfo uri,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {

        boolean download() {
            return uri.getQueryParameters().containsKey("download");
        }
    }

    @GET
    public Response get(
            @PathParam("list") String list,
            @PathParam("id") String id,
            @PathParam("number") String number,
            @PathParam("filename") String fileName,
            @BeanParam Wanted wanted) {
        MessageRow row = messages.at(pages.list(list).id(), Pages.id(id)).orElseThrow(NotFoundException::new);
        MessagePart part = part(row, number);
        if (!row.list().equals(list) || !ArchiveLinks.partName(part.name()).equals(fileName)) {
            return pages.movedTo(ArchiveLinks.part(row, number, part.name()));
        }
        boolean mayBeText = !wanted.download() && PartView.mayBeText(part.mediaType(), part.name());
        return mayBeText && part.view() == PartView.TEXT ? text(part) : exact(part, wanted);
    }

    private MessagePart part(MessageRow row, String number) {
        Optional<Attachment> attachment = attachments.of(row.raw(), number);
        return new MessagePart(
                attachment, () -> attachment.flatMap(attachments::content), () -> parsed(raws.bytes(row), number));
    }

    private static BodyPart parsed(byte[] bytes, String number) {
        return PARSER.parse(bytes).parts().stream()
                .filter(part -> part.number().equals(number))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }

    private Response text(MessagePart part) {
        byte[] text = part.text().getBytes(StandardCharsets.UTF_8);
        EntityTag tag = pages.tag(text);
        return pages.unchanged(tag)
                .orElseGet(() -> RawResource.sandboxed(Response.ok(text, "text/plain;charset=UTF-8"), tag)
                        .header("Content-Disposition", disposition("inline", part.name()))
                        .build());
    }

    /** The bytes as they are, or a stretch of them; those who have them already are told before they are read. */
    private Response exact(MessagePart part, Wanted wanted) {
        EntityTag tag = new EntityTag(part.sha256());
        return pages.unchanged(tag).orElseGet(() -> {
            boolean shown = !wanted.download() && part.view() == PartView.IMAGE;
            ResponseBuilder answer = RawResource.sandboxed(stretch(part.content(), tag, wanted), tag)
                    .type(shown ? part.mediaType() : "application/octet-stream")
                    .header("Accept-Ranges", "bytes")
                    .header("Content-Disposition", disposition(shown ? "inline" : "attachment", part.name()));
            // The sandboxed frame that shows a message's own HTML has no origin, so that none is the same as its.
            return (shown ? answer.header("Cross-Origin-Resource-Policy", "cross-origin") : answer).build();
        });
    }

    private ResponseBuilder stretch(byte[] content, EntityTag tag, Wanted wanted) {
        Optional<ByteSpan> asked = Optional.ofNullable(wanted.range())
                .filter(range -> request.getMethod().equals(HttpMethod.GET))
                .filter(range -> wanted.ifRange() == null || wanted.ifRange().equals('"' + tag.getValue() + '"'))
                .flatMap(range -> ByteSpan.of(range, content.length));
        if (asked.isEmpty()) {
            return Response.ok(content).header("Content-Length", content.length);
        }
        ByteSpan span = asked.get();
        if (span.isEmpty()) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + content.length);
        }
        return Response.status(Response.Status.PARTIAL_CONTENT)
                .entity(Arrays.copyOfRange(content, (int) span.first(), (int) span.last() + 1))
                .header("Content-Range", "bytes " + span.first() + "-" + span.last() + "/" + content.length);
    }

    /** RFC 6266: a plain name for old programs, the real one in UTF-8 for all others. */
    private static String disposition(String how, String name) {
        String fileName = ArchiveLinks.partName(name);
        StringBuilder plain = new StringBuilder();
        fileName.codePoints()
                .forEach(c -> plain.append(
                        c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0) ? (char) c : '_'));
        return how + "; filename=\"" + plain + "\"; filename*=UTF-8''" + ArchiveLinks.escape(fileName);
    }
}
