package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Threads;
import org.salonarchive.archive.Volume;

/** A volume to take away, as a mailbox and as Pipermail's text; {@code all} is the mailbox of the whole list. */
@Path("/{list}/{volume:[^/]+}.{form:mbox[.]gz|txt[.]gz|txt}")
public class VolumeFilesResource {

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;
    private final Threads threads;
    private final Mailboxes mailboxes;
    private final VolumeText text;

    VolumeFilesResource(
            Pages pages, Messages messages, RawMessages raws, Threads threads, Mailboxes mailboxes, VolumeText text) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
        this.threads = threads;
        this.mailboxes = mailboxes;
        this.text = text;
    }

    @GET
    public Response get(
            @PathParam("list") String name, @PathParam("volume") String volume, @PathParam("form") String form) {
        MailingList list = pages.list(name);
        boolean mailbox = form.equals("mbox.gz");
        if (mailbox && volume.equals("all")) {
            return mailboxes.answer(
                    name,
                    list.state() + " " + raws.newest(),
                    last -> messages.oldest(list.id(), last, Mailboxes.STRETCH));
        }
        Volume found = VolumeResource.volume(list, volume);
        Nesting nesting = threads.ofVolume(list.id(), found);
        if (nesting.size() == 0) {
            throw new NotFoundException();
        }
        List<Long> keys = nesting.byDate(0, nesting.size());
        return mailbox
                ? mailboxes.answer(name + "-" + found.name(), list.id(), keys)
                : text.answer(list, found, keys, form.equals("txt.gz"));
    }
}
