package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.render.AddressMask;
import org.salonarchive.render.OriginalHtml;
import org.salonarchive.render.SafeHtml;

/** An HTML part as its sender formatted it: the document in the frame of the page that shows it. */
@Path("/{list}/message/{id}/original/{number}")
public class OriginalResource {

    private static final MessageParser PARSER = new MessageParser();

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;

    OriginalResource(Pages pages, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
    }

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("id") String id,
            @PathParam("number") String number,
            @QueryParam("images") @Nullable String images) {
        MailingList list = pages.list(name);
        MessageRow row = messages.at(list.id(), Pages.id(id)).orElseThrow(NotFoundException::new);
        ParsedMessage message = PARSER.parse(raws.bytes(row));
        BodyPart part = message.parts().stream()
                .filter(p -> p.number().equals(number) && p.kind() == BodyPart.Kind.HTML)
                .findFirst()
                .orElseThrow(NotFoundException::new);
        boolean remote = "remote".equals(images);
        SafeHtml document = OriginalHtml.render(
                        part.text(),
                        AddressMask.ofWord(list.addressDisplay()),
                        new CarriedImages(row, message)::address,
                        remote)
                .orElseThrow(NotFoundException::new);
        return ResponseHeaders.framed(pages.answer(document.value(), Pages.HTML, Optional.empty()), remote);
    }
}
