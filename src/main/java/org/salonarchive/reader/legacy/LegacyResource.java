package org.salonarchive.reader.legacy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.LegacyLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Volume;

/** Answers every old address: with the page that it has become, a choice, or what is near. */
@Path("/pipermail/{path:.*}")
public class LegacyResource {

    private final MailingLists lists;
    private final LegacyLinks links;

    LegacyResource(MailingLists lists, LegacyLinks links) {
        this.lists = lists;
        this.links = links;
    }

    @GET
    public Response get(@PathParam("path") String path) {
        Optional<LegacyAddress> address = LegacyAddress.of(path);
        return address.isEmpty() ? LegacyPages.moved("/") : answer(address.get());
    }

    private Response answer(LegacyAddress address) {
        MailingList list = list(address.list()).orElseThrow(NotFoundException::new);
        if (address instanceof LegacyAddress.Index index) {
            Volume volume = volume(list, index.volume());
            return LegacyPages.moved(
                    index.order().equals("thread")
                            ? ArchiveLinks.volume(list.name(), volume)
                            : ArchiveLinks.volume(list.name(), volume, index.order()));
        }
        if (address instanceof LegacyAddress.Page page) {
            return page(list, page.page());
        }
        if (address instanceof LegacyAddress.Text text) {
            return LegacyPages.moved(ArchiveLinks.volumeText(list.name(), volume(list, text.volume())));
        }
        if (address instanceof LegacyAddress.Mailbox) {
            return LegacyPages.moved(ArchiveLinks.listDownload(list.name()));
        }
        if (address instanceof LegacyAddress.File file) {
            return file(list, file.path());
        }
        if (address instanceof LegacyAddress.Hashed hashed) {
            return LegacyPages.moved(
                    hashed.thread()
                            ? ArchiveLinks.thread(list.name(), hashed.id())
                            : ArchiveLinks.message(list.name(), hashed.id()));
        }
        return LegacyPages.moved(ArchiveLinks.list(list.name()));
    }

    /** Pipermail's numbers go through the whole list, so that a page that was filed elsewhere later is found too. */
    private Response page(MailingList list, LegacyLink.Page page) {
        List<MessageRow> found = links.messages(list.id(), page);
        if (found.isEmpty() && page.scheme() == LegacyLink.Scheme.PIPERMAIL) {
            found = links.messagesInAnyVolume(list.id(), page);
        }
        return LegacyPages.of(list, found)
                .orElseGet(() -> LegacyPages.unknown(list, page, links.nearest(list.id(), page)));
    }

    private Response file(MailingList list, String path) {
        LegacyLinks.Found found = links.file(list.id(), path).orElseThrow(NotFoundException::new);
        return LegacyPages.moved(found.attachment()
                .map(part -> ArchiveLinks.part(found.message(), part.part(), part.name()))
                .orElse(ArchiveLinks.message(found.message())));
    }

    /** Names of months in other languages are no volumes here; what the volume holds says when it was. */
    private Volume volume(MailingList list, String name) {
        return Volume.parse(name, list.zone())
                .or(() -> links.middle(list.id(), name)
                        .map(at -> list.volumeFrequency().volumeOf(at, list.zone())))
                .orElseThrow(NotFoundException::new);
    }

    private Optional<MailingList> list(String written) {
        return names(written).stream()
                .flatMap(name -> lists.visible(name).stream())
                .findFirst();
    }

    /** Hosts of many domains write {@code list_example.org}, {@code list-example.org} or {@code list@example.org}. */
    static List<String> names(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>(List.of(lower));
        for (int dot = lower.indexOf('.'), at = dot; at > 0; at--) {
            if ("_-@".indexOf(lower.charAt(at)) >= 0) {
                names.add(lower.substring(0, at));
            }
        }
        return names;
    }
}
