package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MailingLists.Place;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Nesting;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.archive.Threads;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.reader.MessageResource.Twin;

/** A whole thread on one page, nested by who answers whom or flat by date. */
@Path("/{list}/thread/{id}")
public class ThreadResource {

    /** A longer thread is shown in pages of so many messages. */
    static final int PAGE = 100;

    /** Deeper answers stand below each other. */
    private static final int DEEPEST = 6;

    private final Pages pages;
    private final MailingLists lists;
    private final Messages messages;
    private final Threads threads;
    private final RawMessages raws;
    private final Showings showings;

    ThreadResource(
            Pages pages, MailingLists lists, Messages messages, Threads threads, RawMessages raws, Showings showings) {
        this.pages = pages;
        this.lists = lists;
        this.messages = messages;
        this.threads = threads;
        this.raws = raws;
        this.showings = showings;
    }

    /**
     * A message in the thread.
     *
     * @param opens how many levels begin before it, {@code closes} how many end before it
     * @param strange whether it is not in this list
     * @param lists the other lists that it is in
     * @param repeats whether its subject is the page's title
     */
    record Item(
            MessageView message,
            List<Integer> opens,
            List<Integer> closes,
            boolean strange,
            List<Twin> lists,
            boolean repeats) {}

    /** The same thread elsewhere: in the other view, and on the pages before and after. */
    record Ways(String nested, String flat, String download, String feed, String previous, String next) {}

    record ThreadPage(
            Frame frame,
            String subject,
            String summary,
            boolean nested,
            Ways ways,
            String missing,
            Depth.Remark depth,
            List<Item> items,
            List<Integer> closing,
            String paging)
            implements TemplateInstance {}

    /** A page of a thread: the places from one up to another. */
    private record Part(MailingList list, Nesting nesting, boolean nested, int number) {

        int from() {
            return (number - 1) * PAGE;
        }

        int to() {
            return Math.min(nesting.size(), from() + PAGE);
        }

        int depth(int place) {
            return nested ? Math.min(DEEPEST, nesting.depth(place)) : 0;
        }

        List<Long> keys() {
            return nested ? nesting.nested(from(), to()) : nesting.byDate(from(), to());
        }
    }

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("id") String id,
            @QueryParam("view") @Nullable String view,
            @QueryParam("page") @Nullable String page) {
        MailingList list = pages.list(name);
        MessageIdHash address = Pages.id(id);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.thread(name, address));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        MessageRow member = messages.at(list.id(), address).orElseThrow(NotFoundException::new);
        Nesting nesting = threads.ofThread(member.thread());
        boolean nested = !"flat".equals(view);
        int place = nested ? nesting.placeNested(member.key()) : nesting.placeByDate(member.key());
        Part part = new Part(list, nesting, nested, number(page, place, nesting.size()));
        return pages.html(page(part, member), Optional.of(nesting.last()));
    }

    /** The page that is asked for, else that of the message by which the thread was found. */
    private static int number(@Nullable String page, int place, int size) {
        int last = (size + PAGE - 1) / PAGE;
        if (page == null || !page.matches("\\d{1,6}")) {
            return place / PAGE + 1;
        }
        return Math.max(1, Math.min(Integer.parseInt(page), last));
    }

    private ThreadPage page(Part part, MessageRow member) {
        MailingList list = part.list();
        Nesting nesting = part.nesting();
        MessageRow first = first(list, nesting, member);
        String link = ArchiveLinks.thread(list.name(), first.address());
        MailingList home = MailingLists.canonical(lists.visibleWith(first.key()));
        String subject = IndexRow.subject(first.subject());
        return new ThreadPage(
                Frame.of(
                        list,
                        subject + " (thread) – " + list.title(),
                        pages.absolute(canonical(part, ArchiveLinks.thread(home.name(), first.address())))),
                subject,
                summary(nesting),
                part.nested(),
                ways(part, link, first),
                nesting.tops() > 1 ? "The message that began this thread is not archived here." : "",
                Depth.remark(
                        IntStream.range(part.from(), part.to()).map(place -> part.nested() ? nesting.depth(place) : 0),
                        DEEPEST),
                items(part, first),
                times(part.depth(part.to() - 1)),
                nesting.size() > PAGE
                        ? String.format(
                                Locale.ROOT,
                                "This thread is long: messages %,d to %,d of %,d.",
                                part.from() + 1,
                                part.to(),
                                nesting.size())
                        : "");
    }

    /** A flat page of a long thread shows other messages than the nested one of its number. */
    private static String canonical(Part part, String link) {
        boolean whole = part.nesting().size() <= PAGE;
        String view = part.nested() || whole ? "" : "view=flat";
        String page = part.number() == 1 ? "" : "page=" + part.number();
        String query = Stream.of(view, page).filter(one -> !one.isEmpty()).collect(Collectors.joining("&"));
        return query.isEmpty() ? link : link + "?" + query;
    }

    /** The message whose address the thread has; where that may not be seen, the oldest. */
    private MessageRow first(MailingList list, Nesting nesting, MessageRow member) {
        List<MessageRow> rows = messages.of(
                list.id(), List.of(member.thread(), nesting.byDate(0, 1).get(0)));
        return rows.stream()
                .filter(row -> row.key() == member.thread())
                .findFirst()
                .orElseGet(() -> rows.stream().findFirst().orElse(member));
    }

    private static Ways ways(Part part, String link, MessageRow first) {
        String page = link + (part.nested() ? "?page=" : "?view=flat&page=");
        return new Ways(
                link,
                link + "?view=flat",
                ArchiveLinks.threadDownload(part.list().name(), first.address()),
                ArchiveLinks.threadFeed(part.list().name(), first.address()),
                part.number() > 1 ? page + (part.number() - 1) : "",
                part.to() < part.nesting().size() ? page + (part.number() + 1) : "");
    }

    private List<Item> items(Part part, MessageRow first) {
        List<MessageRow> rows = messages.inOrder(part.list().id(), part.keys());
        Map<Long, List<Place>> places =
                lists.visibleWith(rows.stream().map(MessageRow::key).toList());
        Function<MessageRow, Showing> showing = showings.of(rows);
        List<MessageView> views = raws.map(rows, (row, bytes) -> MessageView.among(row, bytes, showing.apply(row)));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MessageRow row = rows.get(i);
            int level = i == 0 ? 0 : part.depth(part.from() + i - 1);
            int depth = part.depth(part.from() + i);
            items.add(new Item(
                    views.get(i),
                    times(depth - level),
                    times(level - depth),
                    !row.list().equals(part.list().name()),
                    twins(part.list(), row, places.getOrDefault(row.key(), List.of())),
                    row.key() == first.key()));
        }
        return items;
    }

    private static List<Twin> twins(MailingList list, MessageRow row, List<Place> places) {
        return places.stream()
                .filter(place -> !place.name().equals(list.name()))
                .map(place -> new Twin(ArchiveLinks.message(place.name(), row.address()), place.title()))
                .toList();
    }

    /** A list as long as the number: templates count by lists. */
    private static List<Integer> times(int count) {
        return Collections.nCopies(Math.max(0, count), 1);
    }

    private static String summary(Nesting nesting) {
        int people = nesting.people();
        return Words.count(nesting.size(), "message") + ", " + people + (people == 1 ? " person, " : " people, ")
                + Dates.range(nesting.first(), nesting.last());
    }
}
