package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.Threads;
import org.salonarchive.archive.Volume;

/** A volume as a mailbox. */
@Path("/{list}/{file:[^/]+[.]mbox[.]gz}")
public class VolumeDownloadResource {

    private final Pages pages;
    private final Threads threads;
    private final Mailboxes mailboxes;

    VolumeDownloadResource(Pages pages, Threads threads, Mailboxes mailboxes) {
        this.pages = pages;
        this.threads = threads;
        this.mailboxes = mailboxes;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("file") String file) {
        MailingList list = pages.list(name);
        Volume volume = VolumeResource.volume(list, file.substring(0, file.length() - ".mbox.gz".length()));
        Nesting nesting = threads.ofVolume(list.id(), volume);
        if (nesting.size() == 0) {
            throw new NotFoundException();
        }
        return mailboxes.answer(name + "-" + volume.name(), list.id(), nesting.byDate(0, nesting.size()));
    }
}
