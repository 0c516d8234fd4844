package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Messages.Order;
import org.salonarchive.archive.Volume;

/** A volume as a mailbox. */
@Path("/{list}/{file:[^/]+[.]mbox[.]gz}")
public class VolumeDownloadResource {

    /** Messages whose rows are held at a time. */
    private static final int STRETCH = 200;

    private final Pages pages;
    private final Messages messages;
    private final Mailboxes mailboxes;

    VolumeDownloadResource(Pages pages, Messages messages, Mailboxes mailboxes) {
        this.pages = pages;
        this.messages = messages;
        this.mailboxes = mailboxes;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("file") String file) {
        MailingList list = pages.list(name);
        Volume volume = VolumeResource.volume(list, file.substring(0, file.length() - ".mbox.gz".length()));
        return mailboxes.answer(name + "-" + volume.name(), write -> {
            Optional<MessageRow> last = Optional.empty();
            List<MessageRow> rows = messages.volume(list.id(), volume, Order.DATE, last, STRETCH);
            while (!rows.isEmpty()) {
                for (MessageRow row : rows) {
                    write.message(row);
                }
                last = Optional.of(rows.get(rows.size() - 1));
                rows = messages.volume(list.id(), volume, Order.DATE, last, STRETCH);
            }
        });
    }
}
