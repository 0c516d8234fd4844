package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Threads;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;

/** One message. */
@Path("/{list}/message/{id}")
public class MessageResource {

    /** Lines of the thread beside a message. */
    private static final int OUTLINE = 40;

    private final Pages pages;
    private final MailingLists lists;
    private final Messages messages;
    private final Threads threads;
    private final RawMessages raws;

    MessageResource(Pages pages, MailingLists lists, Messages messages, Threads threads, RawMessages raws) {
        this.pages = pages;
        this.lists = lists;
        this.messages = messages;
        this.threads = threads;
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
    record Outline(List<IndexRow> rows, int total, boolean part, String thread, Step previous, Step next) {}

    /** Another form of the message, another message with its Message-ID, or the message in another list. */
    record Twin(String link, String text) {}

    record MessagePage(
            Frame frame,
            MessageView message,
            String parent,
            String parentLink,
            Outline outline,
            Step earlier,
            Step later,
            List<Twin> twins)
            implements TemplateInstance {}

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("id") String id,
            @QueryParam("view") @Nullable String view,
            @QueryParam("images") @Nullable String images) {
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
        BodyView asked = BodyView.asked(row, view, images);
        Response answer = pages.html(page(list, asked), Optional.of(row.at()));
        return asked.kind() == BodyView.Kind.ORIGINAL ? ResponseHeaders.framing(answer) : answer;
    }

    private MessagePage page(MailingList list, BodyView view) {
        MessageRow row = view.row();
        Optional<MessageRow> parent = row.parent().isPresent()
                ? messages.of(list.id(), List.of(row.parent().getAsLong())).stream()
                        .findFirst()
                : Optional.empty();
        return new MessagePage(
                Frame.of(
                                list,
                                IndexRow.subject(row.subject()) + " – " + list.title(),
                                pages.absolute(ArchiveLinks.message(row)))
                        .forMessage(),
                MessageView.of(view, raws.bytes(row), AddressMask.ofWord(list.addressDisplay())),
                parent.map(p -> IndexRow.author(p) + ", " + Dates.minute(p.at()) + " (" + row.parentReason() + ")")
                        .orElse(""),
                parent.map(ArchiveLinks::message).orElse(""),
                outline(list, row),
                Step.to(messages.before(list.id(), row)),
                Step.to(messages.after(list.id(), row)),
                twins(row));
    }

    private Outline outline(MailingList list, MessageRow row) {
        Nesting nesting = threads.ofThread(row.thread());
        int here = nesting.placeNested(row.key());
        int from = Math.max(0, Math.min(here - OUTLINE / 2, nesting.size() - OUTLINE));
        int to = Math.min(nesting.size(), from + OUTLINE);
        List<MessageRow> shown = messages.inOrder(list.id(), nesting.nested(from, to));
        return new Outline(
                IndexRow.nested(
                        shown, IndexRow.Style.of(r -> Dates.dayAndTime(r.at())).at(row)),
                nesting.size(),
                to - from < nesting.size(),
                ArchiveLinks.thread(list.name(), row.address()) + "#"
                        + row.address().base32(),
                Step.to(shown.stream().filter(r -> isAt(nesting, here - 1, r)).findFirst()),
                Step.to(shown.stream().filter(r -> isAt(nesting, here + 1, r)).findFirst()));
    }

    private static boolean isAt(Nesting nesting, int place, MessageRow row) {
        return place >= 0
                && place < nesting.size()
                && nesting.nested(place, place + 1).get(0) == row.key();
    }

    private List<Twin> twins(MessageRow row) {
        List<Twin> twins = new ArrayList<>();
        for (MailingList list : lists.visibleWith(row.key())) {
            if (!list.name().equals(row.list())) {
                twins.add(new Twin(ArchiveLinks.message(list.name(), row.address()), "also in " + list.title()));
            }
        }
        List<RawMessages.Copy> copies = raws.copies(row.key());
        for (int i = 0; copies.size() > 1 && i < copies.size(); i++) {
            RawMessages.Copy copy = copies.get(i);
            twins.add(new Twin(
                    ArchiveLinks.copy(row, copy.sha256()),
                    "received " + copies.size() + " times, form " + (i + 1) + ": " + Words.size(copy.size())
                            + (copy.fidelity().isRebuilt() ? ", rebuilt" : "")));
        }
        MessageIdHash id = new MessageId(row.messageId()).hash();
        messages.withMessageId(id).stream()
                .filter(other -> other.key() != row.key())
                .forEach(other -> twins.add(new Twin(
                        ArchiveLinks.message(other),
                        "another message with the same Message-ID, by " + IndexRow.author(other) + ", "
                                + Dates.minute(other.at()))));
        return twins;
    }
}
