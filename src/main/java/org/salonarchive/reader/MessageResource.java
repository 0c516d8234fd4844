package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;
import org.salonarchive.thread.ThreadTree;

/** One message. */
@Path("/{list}/message/{id}")
public class MessageResource {

    /** Lines of the thread beside a message. */
    private static final int OUTLINE = 40;

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;

    MessageResource(Pages pages, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
    }

    /** A way on from the message; empty where there is none. */
    record Step(String link, String subject) {
        static final Step NONE = new Step("", "");

        static Step to(Optional<MessageRow> row) {
            return row.map(r -> new Step(ArchiveLinks.message(r), IndexRow.subject(r.subject())))
                    .orElse(NONE);
        }
    }

    /** The thread beside the message, around it where it is long. */
    record Outline(List<IndexRow> rows, int total, boolean part, String thread) {}

    /** Another form of the message, or another message with its Message-ID. */
    record Twin(String link, String text) {}

    record MessagePage(
            Frame frame,
            MessageView message,
            String parent,
            String parentLink,
            Outline outline,
            Step earlier,
            Step later,
            Step previous,
            Step next,
            List<Twin> twins)
            implements TemplateInstance {}

    @GET
    public Response get(@PathParam("list") String name, @PathParam("id") String id) {
        MailingList list = pages.list(name);
        MessageIdHash address = Pages.id(id);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.message(name, address));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        MessageRow row = messages.at(list.id(), address).orElseThrow(NotFoundException::new);
        if (!row.list().equals(name)) {
            return pages.movedTo(ArchiveLinks.message(row));
        }
        return pages.html(page(list, row), Optional.of(row.at()));
    }

    private MessagePage page(MailingList list, MessageRow row) {
        List<MessageRow> thread = messages.thread(list.id(), row.thread());
        ThreadTree tree = IndexRow.tree(thread);
        int place = tree.placeOf(thread.indexOf(row));
        Optional<MessageRow> parent = row.parent().isPresent()
                ? thread.stream()
                        .filter(r -> r.key() == row.parent().getAsLong())
                        .findFirst()
                : Optional.empty();
        return new MessagePage(
                Frame.of(list, row.subject() + " – " + list.title(), pages.absolute(ArchiveLinks.message(row)))
                        .forMessage(),
                MessageView.of(row, raws.bytes(row.key()), AddressMask.ofWord(list.addressDisplay())),
                parent.map(p -> IndexRow.author(p) + ", " + Dates.minute(p.at()) + " (" + row.parentReason() + ")")
                        .orElse(""),
                parent.map(ArchiveLinks::message).orElse(""),
                outline(list, row, thread),
                Step.to(messages.before(list.id(), row)),
                Step.to(messages.after(list.id(), row)),
                Step.to(place > 0 ? Optional.of(thread.get(tree.at(place - 1))) : Optional.empty()),
                Step.to(place + 1 < tree.size() ? Optional.of(thread.get(tree.at(place + 1))) : Optional.empty()),
                twins(row));
    }

    private static Outline outline(MailingList list, MessageRow row, List<MessageRow> thread) {
        int here = thread.indexOf(row);
        boolean part = thread.size() > OUTLINE;
        int from = part ? Math.max(0, Math.min(here - OUTLINE / 2, thread.size() - OUTLINE)) : 0;
        List<MessageRow> shown = thread.subList(from, Math.min(thread.size(), from + OUTLINE));
        return new Outline(
                IndexRow.nested(shown, Optional.of(row), r -> Dates.dayAndTime(r.at()), IndexRow.Notes.NONE),
                thread.size(),
                part,
                ArchiveLinks.thread(
                        list.name(),
                        thread.isEmpty() ? row.address() : first(thread, row).address()));
    }

    private static MessageRow first(List<MessageRow> thread, MessageRow row) {
        return thread.stream().filter(r -> r.key() == row.thread()).findFirst().orElse(row);
    }

    private List<Twin> twins(MessageRow row) {
        List<Twin> twins = new ArrayList<>();
        List<RawMessages.Copy> copies = raws.copies(row.key());
        if (copies.size() > 1) {
            for (int i = 0; i < copies.size(); i++) {
                RawMessages.Copy copy = copies.get(i);
                twins.add(new Twin(
                        ArchiveLinks.copy(row, copy.sha256()),
                        "raw form " + (i + 1) + " of " + copies.size() + ", " + copy.size() + " bytes"));
            }
        }
        MessageIdHash id = new MessageId(row.messageId()).hash();
        messages.withMessageId(id).stream()
                .filter(other -> other.key() != row.key())
                .forEach(other -> twins.add(new Twin(
                        ArchiveLinks.message(other),
                        "another message with the same Message-ID, by " + IndexRow.author(other))));
        return twins;
    }
}
