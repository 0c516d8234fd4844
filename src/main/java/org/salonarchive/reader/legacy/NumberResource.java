package org.salonarchive.reader.legacy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.LegacyLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.reader.Pages;

/**
 * A message by its number, as Pipermail addressed it: the number that Pipermail gave to it, or this archive, which
 * continues that sequence. Where the two disagree, both are offered.
 */
@Path("/{list}/{volume}/{number:\\d{6,9}}.html")
public class NumberResource {

    private final Pages pages;
    private final LegacyLinks links;
    private final Messages messages;

    NumberResource(Pages pages, LegacyLinks links, Messages messages) {
        this.pages = pages;
        this.links = links;
        this.messages = messages;
    }

    @GET
    public Response get(
            @PathParam("list") String name, @PathParam("volume") String volume, @PathParam("number") int number) {
        MailingList list = pages.list(name);
        LegacyLink.Page page = new LegacyLink.Page(LegacyLink.Scheme.PIPERMAIL, volume, number);
        List<MessageRow> found = new ArrayList<>(links.messages(list.id(), page));
        messages.numbered(list.id(), number)
                .filter(own -> found.stream().noneMatch(row -> row.key() == own.key()))
                .ifPresent(found::add);
        if (found.isEmpty()) {
            found.addAll(links.messagesInAnyVolume(list.id(), page));
        }
        return LegacyPages.of(list, found)
                .orElseGet(() -> LegacyPages.unknown(list, page, links.nearest(list.id(), page)));
    }
}
