package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Volume;
import org.salonarchive.reader.IndexRow.Note;
import org.salonarchive.reader.VolumeMessages.Stretch;

/** A volume's indexes: by thread, subject, author and date, as Pipermail has them. */
@Path("/{list}/{volume}")
public class VolumeResource {

    private static final char NO_BREAK = '\u00a0';
    private static final String PAGING =
            String.format(Locale.ROOT, "This volume is long: a page shows at most %,d messages.", VolumeMessages.PAGE);

    private final Pages pages;
    private final Counts counts;
    private final VolumeMessages volumes;
    private final Messages messages;

    VolumeResource(Pages pages, Counts counts, VolumeMessages volumes, Messages messages) {
        this.pages = pages;
        this.counts = counts;
        this.volumes = volumes;
        this.messages = messages;
    }

    /** The volume before or after; empty where there is none. */
    record Neighbour(String label, String link) {
        static final Neighbour NONE = new Neighbour("", "");
    }

    record VolumePage(
            Frame frame,
            String label,
            String summary,
            List<Sorting> sortings,
            String text,
            String mailbox,
            Neighbour before,
            Neighbour after,
            List<IndexRow> rows,
            boolean nested,
            Depth.Remark depth,
            String paging,
            String start,
            String next)
            implements TemplateInstance {}

    @GET
    public Response byThread(
            @PathParam("list") String name, @PathParam("volume") String volume, @BeanParam VolumeMessages.Place place) {
        MailingList list = pages.list(name);
        Volume found = volume(list, volume);
        return pages.elsewhere(ArchiveLinks.volume(name, found)).orElseGet(() -> page(list, found, "thread", place));
    }

    @GET
    @Path("/{index:[a-z]+}.html")
    public Response by(
            @PathParam("list") String name,
            @PathParam("volume") String volume,
            @PathParam("index") String index,
            @BeanParam VolumeMessages.Place place) {
        MailingList list = pages.list(name);
        Volume found = volume(list, volume);
        if (index.equals("index")) {
            return pages.movedTo(ArchiveLinks.volume(name, found));
        }
        if (!Sorting.INDEXES.contains(index)) {
            throw new NotFoundException();
        }
        return pages.elsewhere(ArchiveLinks.volume(name, found, index))
                .orElseGet(() -> page(list, found, index, place));
    }

    static Volume volume(MailingList list, String name) {
        return Volume.parse(name, list.zone()).orElseThrow(NotFoundException::new);
    }

    private Response page(MailingList list, Volume volume, String index, VolumeMessages.Place place) {
        Stretch stretch = volumes.read(list, volume, index, place);
        if (stretch.rows().isEmpty()) {
            throw new NotFoundException();
        }
        boolean nested = index.equals("thread");
        String canonical =
                nested ? ArchiveLinks.volume(list.name(), volume) : ArchiveLinks.volume(list.name(), volume, index);
        List<IndexRow> rows = nested
                ? nested(list, stretch.rows())
                : IndexRow.flat(stretch.rows(), row -> Dates.dayAndTime(row.at()));
        List<VolumeCount> all = counts.volumes(list);
        VolumePage page = new VolumePage(
                Frame.of(list, volume.label() + " by " + index + " – " + list.title(), pages.absolute(canonical)),
                volume.label(),
                summary(stretch, all, volume),
                Sorting.of(list, volume, index),
                ArchiveLinks.volumeText(list.name(), volume),
                ArchiveLinks.volumeDownload(list.name(), volume),
                before(list, all, volume, index),
                after(list, all, volume, index),
                rows,
                nested,
                Depth.remark(rows.stream().mapToInt(IndexRow::depth), IndexRow.DEEPEST),
                stretch.isWhole() ? "" : PAGING,
                stretch.first() ? "" : canonical,
                stretch.next().isEmpty() ? "" : "?after=" + stretch.next());
        return pages.html(page, stretch.rows().stream().map(MessageRow::at).max(Comparator.naturalOrder()));
    }

    private static String summary(Stretch stretch, List<VolumeCount> all, Volume volume) {
        Optional<VolumeCount> count = all.stream()
                .filter(c -> c.volume().name().equals(volume.name()))
                .findFirst();
        List<MessageRow> rows = stretch.rows();
        long threads = rows.stream().map(MessageRow::thread).distinct().count();
        String messages = count.isEmpty() && !stretch.isWhole()
                ? ""
                : Words.count(count.map(VolumeCount::messages).orElse(rows.size()), "message");
        String inThreads = stretch.isWhole() ? Words.count(threads, "thread") : "";
        String range = count.map(c -> Dates.range(c.firstAt(), c.lastAt())).orElse("");
        return Stream.of(messages, inThreads, range)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Neighbour before(MailingList list, List<VolumeCount> all, Volume volume, String index) {
        return all.stream()
                .filter(count -> count.volume().startsAt().isBefore(volume.startsAt()))
                .reduce((earlier, later) -> later)
                .map(count -> neighbour(list, count, index))
                .orElse(Neighbour.NONE);
    }

    private static Neighbour after(MailingList list, List<VolumeCount> all, Volume volume, String index) {
        return all.stream()
                .filter(count -> !count.volume().startsAt().isBefore(volume.endsAt()))
                .findFirst()
                .map(count -> neighbour(list, count, index))
                .orElse(Neighbour.NONE);
    }

    private static Neighbour neighbour(MailingList list, VolumeCount count, String index) {
        return new Neighbour(count.volume().label(), ArchiveLinks.volume(list.name(), count.volume(), index));
    }

    /** Threads nest within the volume; where a thread began before it, the first line of it says so. */
    private List<IndexRow> nested(MailingList list, List<MessageRow> rows) {
        Set<Long> here = rows.stream().map(MessageRow::key).collect(Collectors.toSet());
        Set<Long> parents = rows.stream()
                .flatMapToLong(row -> row.parent().stream())
                .filter(parent -> !here.contains(parent))
                .boxed()
                .collect(Collectors.toSet());
        Map<Long, MessageRow> elsewhere = new HashMap<>();
        messages.of(list.id(), parents).forEach(row -> elsewhere.put(row.key(), row));
        IndexRow.Style style = new IndexRow.Style(
                row -> Dates.dayAndTime(row.at()),
                (row, count) ->
                        notes(list, row, count, elsewhere.get(row.parent().orElse(-1))),
                -1);
        return IndexRow.nested(rows, style);
    }

    private static List<Note> notes(MailingList list, MessageRow row, int count, @Nullable MessageRow parent) {
        List<Note> notes = new ArrayList<>();
        if (count > 1) {
            notes.add(new Note(
                    Words.count(count, "message").replace(' ', NO_BREAK),
                    ArchiveLinks.thread(list.name(), row.address())));
        }
        if (parent != null) {
            String from =
                    parent.list().equals(list.name()) ? volumeOf(list, parent).label() : "the list " + parent.list();
            boolean here = from.equals(volumeOf(list, row).label());
            notes.add(new Note(
                    here ? "continues from an earlier page" : "continues from " + from, ArchiveLinks.message(parent)));
        }
        return notes;
    }

    private static Volume volumeOf(MailingList list, MessageRow row) {
        return list.volumeFrequency().volumeOf(row.at(), list.zone());
    }
}
