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
import org.salonarchive.archive.Authors;
import org.salonarchive.archive.Authors.AuthorCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.AtomFeed.Head;

/**
 * A person's newest messages in a list as a feed. Each of its addresses has one, for those who subscribed it before they
 * became one person's.
 */
@Path("/{list}/author/{key}/feed.atom")
public class AuthorFeedResource {

    private final Pages pages;
    private final Messages messages;
    private final Authors authors;
    private final AtomFeed feed;

    AuthorFeedResource(Pages pages, Messages messages, Authors authors, AtomFeed feed) {
        this.pages = pages;
        this.messages = messages;
        this.authors = authors;
        this.feed = feed;
    }

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("key") String key,
            @QueryParam("before") @Nullable String before) {
        MailingList list = pages.list(name);
        MessageIdHash id = Pages.id(key);
        AuthorCount author = authors.find(list.id(), id).orElseThrow(NotFoundException::new);
        String self = ArchiveLinks.authorFeed(name, id);
        return feed.answer(
                Head.of(
                                list,
                                AuthorResource.name(list, author) + " – " + list.title(),
                                ArchiveLinks.author(name, author.author().key()),
                                self)
                        .updated(Optional.of(author.lastAt())),
                messages.bySenders(
                        list.id(),
                        authors.addresses(list.id(), author).stream()
                                .map(Authors.Address::sender)
                                .toList(),
                        Optional.ofNullable(before).flatMap(last -> messages.placeOf(list.id(), last)),
                        AtomFeed.PAGE + 1),
                self + AtomFeed.ON);
    }
}
