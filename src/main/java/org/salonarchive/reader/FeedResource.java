package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Messages;
import org.salonarchive.reader.AtomFeed.Head;

/** A list's newest messages as a feed. */
@Path("/{list}/feed.atom")
public class FeedResource {

    private final Pages pages;
    private final Messages messages;
    private final AtomFeed feed;

    FeedResource(Pages pages, Messages messages, AtomFeed feed) {
        this.pages = pages;
        this.messages = messages;
        this.feed = feed;
    }

    @GET
    public Response get(@PathParam("list") String name, @QueryParam("before") @Nullable String before) {
        MailingList list = pages.list(name);
        String self = ArchiveLinks.feed(name);
        return feed.answer(
                Head.of(list, list.title(), ArchiveLinks.list(name), self),
                messages.newest(
                        list.id(),
                        Optional.ofNullable(before).flatMap(id -> messages.place(list.id(), id)),
                        AtomFeed.PAGE + 1),
                self + AtomFeed.ON);
    }
}
