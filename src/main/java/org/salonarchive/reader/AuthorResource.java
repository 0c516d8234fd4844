package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Authors;
import org.salonarchive.archive.Authors.Address;
import org.salonarchive.archive.Authors.AuthorCount;
import org.salonarchive.archive.Authors.Names;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;

/** Who writes to a list, and one person's messages from whichever addresses. */
@Path("/{list}/author")
public class AuthorResource {

    private static final int SENDERS = 200;
    private static final int MESSAGES = 200;
    private static final int STARTED = 5;
    private static final int NAMES = 8;

    private final Pages pages;
    private final Authors authors;
    private final Counts counts;
    private final Messages messages;

    AuthorResource(Pages pages, Authors authors, Counts counts, Messages messages) {
        this.pages = pages;
        this.authors = authors;
        this.counts = counts;
        this.messages = messages;
    }

    /** A person in the table of senders. */
    record SenderLine(String link, String name, String address, int messages, String active) {}

    record AuthorsPage(Frame frame, long total, List<SenderLine> senders, String next) implements TemplateInstance {}

    /** The first or the last message; empty texts where there is none. */
    record Dated(String link, String date, String machineDate) {

        static final Dated NONE = new Dated("", "", "");

        static Dated of(MessageRow row) {
            return new Dated(ArchiveLinks.message(row), Dates.day(row.at()), Dates.machine(row.at()));
        }
    }

    /**
     * Who somebody is in this list.
     *
     * @param others the names beside the one that the page is headed by
     * @param addresses as the list shows them
     */
    record Identity(String name, List<String> others, List<String> addresses) {}

    /** The latest threads that somebody started, and how many of how many these are. */
    record Started(String count, List<ThreadLine> latest) {}

    /** A year's messages of a person. */
    record Year(String year, String count, List<IndexRow> rows) {}

    /**
     * A person's page.
     *
     * @param last the last message, where it is another one than the first
     * @param search where its messages can be searched; empty where that would tell an address
     * @param newest where its page begins, when this is a further one
     */
    record AuthorPage(
            Frame frame,
            Identity who,
            String count,
            Dated first,
            Dated last,
            String feed,
            String search,
            ActivityChart chart,
            Started started,
            List<Year> years,
            String newest,
            String next)
            implements TemplateInstance {}

    @GET
    public Response all(@PathParam("list") String name, @QueryParam("after") @Nullable String after) {
        MailingList list = pages.list(name);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.authors(name));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Optional<AuthorCount> place =
                Optional.ofNullable(after).flatMap(MessageIdHash::parse).flatMap(key -> authors.find(list.id(), key));
        List<AuthorCount> found = authors.all(list.id(), place, SENDERS + 1);
        boolean more = found.size() > SENDERS;
        List<AuthorCount> shown = more ? found.subList(0, SENDERS) : found;
        AuthorsPage page = new AuthorsPage(
                Frame.of(list, "Senders – " + list.title(), pages.absolute(ArchiveLinks.authors(name)))
                        .at("senders"),
                authors.count(list),
                shown.stream().map(author -> line(list, author)).toList(),
                more ? "?after=" + shown.get(shown.size() - 1).author().key().base32() : "");
        return pages.html(page, list.lastAt());
    }

    private static SenderLine line(MailingList list, AuthorCount author) {
        return new SenderLine(
                ArchiveLinks.author(list.name(), author.author().key()),
                name(list, author),
                mask(list).mask(author.author().address()),
                author.messages(),
                Dates.range(author.firstAt(), author.lastAt()));
    }

    private static AddressMask mask(MailingList list) {
        return AddressMask.ofWord(list.addressDisplay());
    }

    /** What pages of a list call somebody; a name may be an address, too. */
    static String name(MailingList list, AuthorCount author) {
        return mask(list).maskText(IndexRow.author(author.author()));
    }

    @GET
    @Path("/{key}")
    public Response one(
            @PathParam("list") String name,
            @PathParam("key") String key,
            @QueryParam("before") @Nullable String before,
            @QueryParam("year") @Nullable String year) {
        MailingList list = pages.list(name);
        MessageIdHash id = Pages.id(key);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.author(name, id));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        AuthorCount author = authors.find(list.id(), id).orElseThrow(NotFoundException::new);
        if (!author.author().key().equals(id)) {
            // Who is one person can be taken back, so that no browser may remember it.
            return pages.nowAt(ArchiveLinks.author(name, author.author().key()));
        }
        Optional<Messages.Place> place = before == null
                ? Optional.ofNullable(year).flatMap(AuthorResource::endOf)
                : messages.placeOf(list.id(), before);
        return pages.html(page(list, author, place), Optional.of(author.lastAt()));
    }

    private static Optional<Messages.Place> endOf(String year) {
        return year.matches("[0-9]{4}")
                ? Optional.of(Messages.Place.before(LocalDate.of(Integer.parseInt(year) + 1, 1, 1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()))
                : Optional.empty();
    }

    private AuthorPage page(MailingList list, AuthorCount author, Optional<Messages.Place> place) {
        List<Address> addresses = authors.addresses(list.id(), author);
        List<Long> senders = addresses.stream().map(Address::sender).toList();
        List<MessageRow> rows = messages.bySenders(list.id(), senders, place, MESSAGES + 1);
        boolean more = rows.size() > MESSAGES;
        List<MessageRow> shown = more ? rows.subList(0, MESSAGES) : rows;
        NavigableMap<Integer, Integer> counted = authors.years(list.id(), senders);
        List<Year> years = years(shown, counted);
        MessageIdHash key = author.author().key();
        Identity who = identity(list, author, addresses);
        String link = ArchiveLinks.author(list.name(), key);
        return new AuthorPage(
                Frame.of(list, who.name() + " – " + list.title(), pages.absolute(link))
                        .at("senders"),
                who,
                Words.count(author.messages(), "message"),
                messages.firstBySenders(list.id(), senders).map(Dated::of).orElseThrow(NotFoundException::new),
                author.messages() > 1 ? last(list, senders) : Dated.NONE,
                ArchiveLinks.authorFeed(list.name(), key),
                search(list, author, "").orElse(""),
                chart(list, author, years, counted),
                started(list, senders),
                years,
                place.isPresent() ? link : "",
                more ? "?before=" + shown.get(shown.size() - 1).address().base32() : "");
    }

    private Dated last(MailingList list, List<Long> senders) {
        return messages.bySenders(list.id(), senders, Optional.empty(), 1).stream()
                .map(Dated::of)
                .findFirst()
                .orElse(Dated.NONE);
    }

    private Identity identity(MailingList list, AuthorCount author, List<Address> addresses) {
        AddressMask mask = mask(list);
        String name = name(list, author);
        Names used =
                authors.names(list.id(), addresses.stream().map(Address::sender).toList(), NAMES);
        List<String> others = used.first().stream()
                .map(mask::maskText)
                .filter(other -> !other.equals(name))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (used.all() > used.first().size()) {
            others.add(Words.count(used.all() - used.first().size(), "other name"));
        }
        return new Identity(
                name,
                others,
                addresses.stream()
                        .filter(address -> !address.address().isEmpty())
                        .map(address -> mask.mask(address.address()))
                        .distinct()
                        .toList());
    }

    /** A search for somebody's messages, where the list shows addresses. */
    private static Optional<String> search(MailingList list, AuthorCount author, String more) {
        String address = author.author().address();
        boolean shown = mask(list) == AddressMask.SHOWN && !address.isEmpty() && address.indexOf('"') < 0;
        return shown
                ? Optional.of(ArchiveLinks.search(list.name()) + "?q="
                        + ArchiveLinks.escape("from:\"" + address + "\"" + more))
                : Optional.empty();
    }

    /** Where a search would tell an address, bars lead to the year on this page, or to the page on which it begins. */
    private static ActivityChart chart(
            MailingList list, AuthorCount author, List<Year> years, NavigableMap<Integer, Integer> counted) {
        Set<String> here = years.stream().map(Year::year).collect(Collectors.toSet());
        return ActivityChart.ofYears(
                counted,
                year -> search(list, author, " date:" + year)
                        .orElseGet(() -> here.contains(String.valueOf(year)) ? "#y" + year : "?year=" + year));
    }

    private Started started(MailingList list, List<Long> senders) {
        List<MessageRow> latest = messages.startedBySenders(list.id(), senders, STARTED);
        int all = latest.size() < STARTED ? latest.size() : authors.started(list.id(), senders);
        Map<Long, Integer> sizes = counts.ofThreads(
                list.id(), latest.stream().map(MessageRow::thread).toList());
        return new Started(
                Words.number(all) + (all > latest.size() ? ", the latest " + latest.size() : ""),
                latest.stream()
                        .map(row -> ThreadLine.of(
                                list, row, sizes.getOrDefault(row.thread(), 1), Dates.day(row.at()), row.at()))
                        .toList());
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
