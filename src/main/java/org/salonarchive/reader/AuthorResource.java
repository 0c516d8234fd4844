package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.SenderCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;

/** Senders of a list, and one sender's messages. */
@Path("/{list}/author")
public class AuthorResource {

    private static final int SENDERS = 200;
    private static final int MESSAGES = 200;

    private final Pages pages;
    private final Counts counts;
    private final Messages messages;

    AuthorResource(Pages pages, Counts counts, Messages messages) {
        this.pages = pages;
        this.counts = counts;
        this.messages = messages;
    }

    /** A sender in the table of senders. */
    record SenderLine(String link, String name, String address, int messages, String active) {}

    record AuthorsPage(Frame frame, long total, List<SenderLine> senders, String next) implements TemplateInstance {}

    /** A year's messages of a sender. */
    record Year(String year, String count, List<IndexRow> rows) {}

    record AuthorPage(
            Frame frame, String name, String address, String summary, String feed, List<Year> years, String next)
            implements TemplateInstance {}

    @GET
    public Response all(@PathParam("list") String name, @QueryParam("after") @Nullable String after) {
        MailingList list = pages.list(name);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.authors(name));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Optional<SenderCount> place =
                Optional.ofNullable(after).flatMap(MessageIdHash::parse).flatMap(key -> counts.sender(list.id(), key));
        List<SenderCount> senders = counts.senders(list.id(), place, SENDERS + 1);
        boolean more = senders.size() > SENDERS;
        List<SenderCount> shown = more ? senders.subList(0, SENDERS) : senders;
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        AuthorsPage page = new AuthorsPage(
                Frame.of(list, "Senders – " + list.title(), pages.absolute(ArchiveLinks.authors(name)))
                        .at("senders"),
                list.senderCount(),
                shown.stream().map(sender -> line(list, sender, mask)).toList(),
                more ? "?after=" + shown.get(shown.size() - 1).sender().key().base32() : "");
        return pages.html(page, list.lastAt());
    }

    private static SenderLine line(MailingList list, SenderCount sender, AddressMask mask) {
        return new SenderLine(
                ArchiveLinks.author(list.name(), sender.sender().key()),
                IndexRow.author(sender.sender()),
                mask.mask(sender.sender().address()),
                sender.messages(),
                Dates.range(sender.firstAt(), sender.lastAt()));
    }

    @GET
    @Path("/{key}")
    public Response one(
            @PathParam("list") String name,
            @PathParam("key") String key,
            @QueryParam("before") @Nullable String before) {
        MailingList list = pages.list(name);
        MessageIdHash id = Pages.id(key);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.author(name, id));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        SenderCount sender = counts.sender(list.id(), id).orElseThrow(NotFoundException::new);
        Optional<MessageRow> place = before == null ? Optional.empty() : messages.place(list.id(), before);
        List<MessageRow> rows = messages.bySender(list.id(), sender.sender().id(), place, MESSAGES + 1);
        boolean more = rows.size() > MESSAGES;
        List<MessageRow> shown = more ? rows.subList(0, MESSAGES) : rows;
        String person = IndexRow.author(sender.sender());
        AuthorPage page = new AuthorPage(
                Frame.of(list, person + " – " + list.title(), pages.absolute(ArchiveLinks.author(name, id)))
                        .at("senders"),
                person,
                AddressMask.ofWord(list.addressDisplay()).mask(sender.sender().address()),
                Words.count(sender.messages(), "message") + ", " + Dates.range(sender.firstAt(), sender.lastAt()),
                ArchiveLinks.authorFeed(name, id),
                years(shown, counts.years(list.id(), sender.sender().id())),
                more ? "?before=" + shown.get(shown.size() - 1).address().base32() : "");
        return pages.html(page, Optional.of(sender.lastAt()));
    }

    private static List<Year> years(List<MessageRow> rows, Map<Integer, Integer> counted) {
        Map<String, List<MessageRow>> byYear = new LinkedHashMap<>();
        for (MessageRow row : rows) {
            byYear.computeIfAbsent(Dates.machine(row.at()).substring(0, 4), year -> new ArrayList<>())
                    .add(row);
        }
        List<Year> years = new ArrayList<>();
        byYear.forEach((year, of) -> years.add(new Year(
                year,
                Words.count(counted.getOrDefault(Integer.valueOf(year), of.size()), "message"),
                IndexRow.flat(of, row -> Dates.dayAndTime(row.at())))));
        return years;
    }
}
