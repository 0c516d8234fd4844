package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
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

/** A thread for programs, and as a mailbox. */
@Path("/{list}/thread/{file:[^/]+[.](json|mbox[.]gz)}")
public class ThreadFilesResource {

    private final Pages pages;
    private final Messages messages;
    private final Threads threads;
    private final MessageJson json;
    private final Mailboxes mailboxes;

    ThreadFilesResource(Pages pages, Messages messages, Threads threads, MessageJson json, Mailboxes mailboxes) {
        this.pages = pages;
        this.messages = messages;
        this.threads = threads;
        this.json = json;
        this.mailboxes = mailboxes;
    }

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("file") String file,
            @QueryParam("after") @Nullable String after) {
        MailingList list = pages.list(name);
        MessageIdHash id = Pages.id(file.substring(0, file.indexOf('.')));
        MessageRow member = messages.at(list.id(), id).orElseThrow(NotFoundException::new);
        Nesting nesting = threads.ofThread(member.thread());
        if (file.endsWith(".mbox.gz")) {
            return mailboxes.answer("thread-" + id.base32(), list.id(), nesting.byDate(0, nesting.size()));
        }
        Optional<MessageRow> place =
                Optional.ofNullable(after).flatMap(MessageIdHash::parse).flatMap(key -> messages.at(list.id(), key));
        int from = place.map(row -> nesting.placeNested(row.key()) + 1).orElse(0);
        int to = Math.min(nesting.size(), from + ThreadResource.PAGE);
        List<MessageRow> rows = messages.inOrder(list.id(), nesting.nested(from, to));
        String next = to < nesting.size()
                ? ArchiveLinks.threadJson(name, id) + "?after="
                        + rows.get(rows.size() - 1).address().base32()
                : "";
        String answer = json.page(list.id(), rows, nesting.size(), next).toString();
        return pages.answer(answer, Pages.JSON, Optional.of(nesting.last()));
    }
}
