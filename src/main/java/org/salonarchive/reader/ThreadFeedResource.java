package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.Threads;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.AtomFeed.Head;

/** A thread's newest messages as a feed. */
@Path("/{list}/thread/{id}/feed.atom")
public class ThreadFeedResource {

    private final Pages pages;
    private final Messages messages;
    private final Threads threads;
    private final AtomFeed feed;

    ThreadFeedResource(Pages pages, Messages messages, Threads threads, AtomFeed feed) {
        this.pages = pages;
        this.messages = messages;
        this.threads = threads;
        this.feed = feed;
    }

    @GET
    public Response get(
            @PathParam("list") String name, @PathParam("id") String id, @QueryParam("before") @Nullable String before) {
        MailingList list = pages.list(name);
        MessageRow member = messages.at(list.id(), Pages.id(id)).orElseThrow(NotFoundException::new);
        Nesting nesting = threads.ofThread(member.thread());
        List<Long> newestFirst = new ArrayList<>(nesting.byDate(0, nesting.size()));
        Collections.reverse(newestFirst);
        int from = Optional.ofNullable(before)
                .flatMap(MessageIdHash::parse)
                .flatMap(last -> messages.at(list.id(), last))
                .map(last -> newestFirst.indexOf(last.key()) + 1)
                .orElse(0);
        List<Long> keys = newestFirst.subList(from, Math.min(newestFirst.size(), from + AtomFeed.PAGE + 1));
        String self = ArchiveLinks.threadFeed(name, member.address());
        return feed.answer(
                Head.of(
                                list,
                                IndexRow.subject(member.subject()) + " – " + list.title(),
                                ArchiveLinks.thread(name, member.address()),
                                self)
                        .updated(Optional.of(nesting.last())),
                messages.inOrder(list.id(), keys),
                self + AtomFeed.ON);
    }
}
