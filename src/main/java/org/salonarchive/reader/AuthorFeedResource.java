package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.SenderCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.AtomFeed.Head;

/** A sender's newest messages in a list as a feed. */
@Path("/{list}/author/{key}/feed.atom")
public class AuthorFeedResource {

    private final Pages pages;
    private final Messages messages;
    private final Counts counts;
    private final AtomFeed feed;

    AuthorFeedResource(Pages pages, Messages messages, Counts counts, AtomFeed feed) {
        this.pages = pages;
        this.messages = messages;
        this.counts = counts;
        this.feed = feed;
    }

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("key") String key,
            @QueryParam("before") @Nullable String before) {
        MailingList list = pages.list(name);
        MessageIdHash id = Pages.id(key);
        SenderCount sender = counts.sender(list.id(), id).orElseThrow(NotFoundException::new);
        String self = ArchiveLinks.authorFeed(name, id);
        return feed.answer(
                Head.of(
                                list,
                                IndexRow.author(sender.sender()) + " – " + list.title(),
                                ArchiveLinks.author(name, id),
                                self)
                        .updated(Optional.of(sender.lastAt())),
                messages.bySender(
                        list.id(),
                        sender.sender().id(),
                        Optional.ofNullable(before).flatMap(last -> messages.place(list.id(), last)),
                        AtomFeed.PAGE + 1),
                self + AtomFeed.ON);
    }
}
