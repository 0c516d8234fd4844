package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Messages.Order;
import org.salonarchive.archive.Volume;

/** A volume's indexes: by thread, subject, author and date, as Pipermail has them. */
@Path("/{list}/{volume}")
public class VolumeResource {

    /** A volume of more messages is shown in pages of so many. */
    static final int PAGE = 1000;

    private static final List<String> INDEXES = List.of("thread", "subject", "author", "date");

    private final Pages pages;
    private final Counts counts;
    private final Messages messages;

    VolumeResource(Pages pages, Counts counts, Messages messages) {
        this.pages = pages;
        this.counts = counts;
        this.messages = messages;
    }

    /** Another order of the same messages. */
    record Sorting(String name, String link, boolean current) {}

    /** The volume before or after; empty where there is none. */
    record Neighbour(String label, String link) {
        static final Neighbour NONE = new Neighbour("", "");
    }

    record VolumePage(
            Frame frame,
            String label,
            String summary,
            List<Sorting> sortings,
            String download,
            Neighbour before,
            Neighbour after,
            List<IndexRow> rows,
            boolean nested,
            String paging,
            String next)
            implements TemplateInstance {}

    @GET
    public Response byThread(
            @PathParam("list") String name, @PathParam("volume") String volume, @QueryParam("after") String after) {
        MailingList list = pages.list(name);
        Volume found = volume(list, volume);
        return pages.elsewhere(ArchiveLinks.volume(name, found)).orElseGet(() -> page(list, found, "thread", after));
    }

    @GET
    @Path("/{index:[a-z]+}.html")
    public Response by(
            @PathParam("list") String name,
            @PathParam("volume") String volume,
            @PathParam("index") String index,
            @QueryParam("after") String after) {
        MailingList list = pages.list(name);
        Volume found = volume(list, volume);
        if (index.equals("index")) {
            return pages.movedTo(ArchiveLinks.volume(name, found));
        }
        if (!INDEXES.contains(index)) {
            throw new NotFoundException();
        }
        return pages.elsewhere(ArchiveLinks.volume(name, found, index))
                .orElseGet(() -> page(list, found, index, after));
    }

    static Volume volume(MailingList list, String name) {
        return Volume.parse(name, list.zone()).orElseThrow(NotFoundException::new);
    }

    private Response page(MailingList list, Volume volume, String index, String after) {
        Order order = order(index);
        Optional<MessageRow> place = after == null ? Optional.empty() : messages.place(list.id(), after);
        List<MessageRow> rows = messages.volume(list.id(), volume, order, place, PAGE + 1);
        boolean more = rows.size() > PAGE;
        List<MessageRow> shown = more ? rows.subList(0, PAGE) : rows;
        List<VolumeCount> all = counts.volumes(list);
        String canonical = index.equals("thread")
                ? ArchiveLinks.volume(list.name(), volume)
                : ArchiveLinks.volume(list.name(), volume, index);
        boolean nested = index.equals("thread");
        VolumePage page = new VolumePage(
                Frame.of(list, volume.label() + " by " + index + " – " + list.title(), pages.absolute(canonical)),
                volume.label(),
                summary(shown, more || place.isPresent(), all, volume),
                sortings(list, volume, index),
                ArchiveLinks.volumeDownload(list.name(), volume),
                neighbour(
                        list,
                        all.stream()
                                .filter(c -> c.volume().startsAt().isBefore(volume.startsAt()))
                                .reduce((a, b) -> b),
                        index),
                neighbour(
                        list,
                        all.stream()
                                .filter(c -> !c.volume().startsAt().isBefore(volume.endsAt()))
                                .findFirst(),
                        index),
                nested ? nested(list, shown) : IndexRow.flat(shown, row -> Dates.dayAndTime(row.at())),
                nested,
                more || place.isPresent() ? "This volume is long: each page shows " + PAGE + " messages." : "",
                more ? "?after=" + shown.get(shown.size() - 1).address().base32() : "");
        return pages.html(page, shown.stream().map(MessageRow::at).max(Comparator.naturalOrder()));
    }

    static Order order(String index) {
        return switch (index) {
            case "subject" -> Order.SUBJECT;
            case "author" -> Order.AUTHOR;
            default -> Order.DATE;
        };
    }

    private static String summary(List<MessageRow> rows, boolean part, List<VolumeCount> all, Volume volume) {
        if (rows.isEmpty()) {
            return "No messages in this volume.";
        }
        Optional<VolumeCount> count = all.stream()
                .filter(c -> c.volume().name().equals(volume.name()))
                .findFirst();
        int total = count.map(VolumeCount::messages).orElse(rows.size());
        Set<Long> threads = rows.stream().map(MessageRow::thread).collect(Collectors.toCollection(HashSet::new));
        String range = count.map(c -> Dates.range(c.firstAt(), c.lastAt())).orElse("");
        String inThreads = part ? "" : ", " + threads.size() + (threads.size() == 1 ? " thread" : " threads");
        return String.format(Locale.ROOT, "%,d %s%s", total, total == 1 ? "message" : "messages", inThreads)
                + (range.isEmpty() ? "" : ", " + range);
    }

    private static List<Sorting> sortings(MailingList list, Volume volume, String index) {
        return INDEXES.stream()
                .map(name -> new Sorting(name, ArchiveLinks.volume(list.name(), volume, name), name.equals(index)))
                .toList();
    }

    private static Neighbour neighbour(MailingList list, Optional<VolumeCount> count, String index) {
        return count.map(c -> new Neighbour(c.volume().label(), ArchiveLinks.volume(list.name(), c.volume(), index)))
                .orElse(Neighbour.NONE);
    }

    /** Threads nest within the volume; where a thread began before it, the first line of it says so. */
    private List<IndexRow> nested(MailingList list, List<MessageRow> rows) {
        Set<Long> here = rows.stream().map(MessageRow::key).collect(Collectors.toSet());
        Collection<Long> parents = rows.stream()
                .filter(row ->
                        row.parent().isPresent() && !here.contains(row.parent().getAsLong()))
                .map(row -> row.parent().getAsLong())
                .collect(Collectors.toSet());
        Map<Long, MessageRow> elsewhere = new HashMap<>();
        messages.of(list.id(), parents).forEach(row -> elsewhere.put(row.key(), row));
        return IndexRow.nested(rows, Optional.empty(), row -> Dates.dayAndTime(row.at()), new IndexRow.Notes() {
            @Override
            public String text(MessageRow row) {
                return parent(row)
                        .map(parent -> parent.list().equals(list.name())
                                ? "continues from " + volumeOf(list, parent).label()
                                : "continues from the list " + parent.list())
                        .orElse("");
            }

            @Override
            public String link(MessageRow row) {
                return parent(row).map(ArchiveLinks::message).orElse("");
            }

            private Optional<MessageRow> parent(MessageRow row) {
                return row.parent().isPresent()
                        ? Optional.ofNullable(elsewhere.get(row.parent().getAsLong()))
                        : Optional.empty();
            }
        });
    }

    private static Volume volumeOf(MailingList list, MessageRow row) {
        return list.volumeFrequency().volumeOf(row.at(), list.zone());
    }
}
