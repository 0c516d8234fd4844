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
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Volume;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.MessageThread.Outline;
import org.salonarchive.reader.MessageThread.Step;

/** One message. */
@Path("/{list}/message/{id}")
public class MessageResource {

    private final Pages pages;
    private final MailingLists lists;
    private final Messages messages;
    private final MessageThread threads;
    private final Counts counts;
    private final RawMessages raws;

    MessageResource(
            Pages pages,
            MailingLists lists,
            Messages messages,
            MessageThread threads,
            Counts counts,
            RawMessages raws) {
        this.pages = pages;
        this.lists = lists;
        this.messages = messages;
        this.threads = threads;
        this.counts = counts;
        this.raws = raws;
    }

    /** Another form of the message, another message with its Message-ID, or the message in another list. */
    record Twin(String link, String text) {}

    record MessagePage(
            Frame frame,
            MessageView message,
            Relations relations,
            Outline outline,
            Step previous,
            Step next,
            Step earlier,
            Step later,
            List<Sorting> sortings,
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
        List<MailingList> places = lists.visibleWith(row.key());
        MessageView message = MessageView.of(view, raws.bytes(row), Showing.of(list));
        MessageThread.Around around = threads.around(list, row, message.references());
        MailingList home = MailingLists.canonical(places);
        Volume volume = list.volumeFrequency().volumeOf(row.at(), list.zone());
        return new MessagePage(
                Frame.of(
                                list,
                                message.subject() + " – " + list.title(),
                                pages.absolute(ArchiveLinks.message(home.name(), row.address())))
                        .forMessage(list),
                message,
                around.relations(),
                around.outline(),
                around.previous(),
                around.next(),
                step(messages.before(list.id(), row)),
                step(messages.after(list.id(), row)),
                Sorting.at(row, volume, counts.messages(list.id(), volume) <= VolumeMessages.PAGE),
                twins(row, places));
    }

    private static Step step(Optional<MessageRow> row) {
        return Step.to(row, row.map(r -> IndexRow.subject(r.subject())).orElse(""));
    }

    private List<Twin> twins(MessageRow row, List<MailingList> places) {
        List<Twin> twins = new ArrayList<>();
        for (MailingList list : places) {
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
