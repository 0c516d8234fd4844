package org.salonarchive.reader;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;

/** A message for programs. */
@Path("/{list}/message/{id:[^/]+[.]json}")
public class MessageJsonResource {

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;
    private final MessageJson json;

    MessageJsonResource(Pages pages, Messages messages, RawMessages raws, MessageJson json) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
        this.json = json;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("id") String file) {
        MailingList list = pages.list(name);
        MessageRow row = messages.at(list.id(), Pages.id(file.substring(0, file.length() - ".json".length())))
                .orElseThrow(NotFoundException::new);
        if (!row.list().equals(name)) {
            return pages.movedTo(ArchiveLinks.messageJson(row.list(), row.address()));
        }
        ObjectNode message = json.message(list, row);
        ArrayNode copies = message.putArray("copies");
        for (RawMessages.Copy copy : raws.copies(row.key())) {
            copies.addObject()
                    .put("sha256", copy.sha256())
                    .put("size", copy.size())
                    .put("quoting", copy.quoting())
                    .put("raw", ArchiveLinks.copy(row, copy.sha256()));
        }
        return pages.answer(message.toString(), Pages.JSON, Optional.of(row.at()));
    }
}
