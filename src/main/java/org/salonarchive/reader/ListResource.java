package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Authors;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.ThreadCount;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.Threads;
import org.salonarchive.archive.VolumeFrequency;

/** A list's front page. */
@Path("/{list}")
public class ListResource {

    private static final int LATEST = 10;

    private final Pages pages;
    private final Counts counts;
    private final Authors authors;
    private final Messages messages;
    private final Threads threads;

    ListResource(Pages pages, Counts counts, Authors authors, Messages messages, Threads threads) {
        this.pages = pages;
        this.counts = counts;
        this.authors = authors;
        this.messages = messages;
        this.threads = threads;
    }

    /** A line of the table of volumes. */
    record VolumeLine(
            String label,
            String thread,
            String subject,
            String author,
            String date,
            int messages,
            String text,
            String mailbox) {}

    /** A year's volumes, newest first. */
    record Year(String year, int messages, List<VolumeLine> volumes) {}

    record ListPage(
            Frame frame,
            String title,
            String description,
            String summary,
            ActivityChart chart,
            String unit,
            List<ThreadLine> latest,
            String download,
            List<Year> newest,
            List<Year> older)
            implements TemplateInstance {}

    @GET
    public Response get(@PathParam("list") String name) {
        MailingList list = pages.list(name);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.list(name));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        List<VolumeCount> volumes = counts.volumes(list);
        List<Year> years = years(list, volumes);
        int open = list.volumeFrequency().compareTo(VolumeFrequency.MONTH) <= 0 ? 3 : 1;
        Frame frame = Frame.of(list, list.title(), pages.absolute(ArchiveLinks.list(name)))
                .at("volumes")
                .forEntrance(list.indexed());
        ListPage page = new ListPage(
                frame,
                list.title(),
                list.description(),
                summary(list),
                ActivityChart.of(list, volumes),
                list.volumeFrequency().word(),
                latest(list),
                list.messageCount() == 0 ? "" : ArchiveLinks.listDownload(name),
                years.subList(0, Math.min(open, years.size())),
                years.subList(Math.min(open, years.size()), years.size()));
        return pages.html(page, list.lastAt());
    }

    private String summary(MailingList list) {
        if (list.messageCount() == 0) {
            return "";
        }
        long senders = authors.count(list);
        return String.format(
                Locale.ROOT,
                "%,d message%s by %,d %s since %s.",
                list.messageCount(),
                list.messageCount() == 1 ? "" : "s",
                senders,
                senders == 1 ? "sender" : "senders",
                list.firstAt().map(Dates::month).orElse(""));
    }

    private List<ThreadLine> latest(MailingList list) {
        List<ThreadCount> latest = counts.latestThreads(list.id(), Optional.empty(), LATEST);
        Map<Long, MessageRow> first = new HashMap<>();
        messages.of(list.id(), latest.stream().map(ThreadCount::thread).toList())
                .forEach(row -> first.put(row.thread(), row));
        List<Long> hidden = latest.stream()
                .map(ThreadCount::thread)
                .filter(thread -> !first.containsKey(thread))
                .toList();
        messages.of(list.id(), threads.oldest(hidden)).forEach(row -> first.put(row.thread(), row));
        List<ThreadLine> lines = new ArrayList<>();
        for (ThreadCount thread : latest) {
            MessageRow row = first.get(thread.thread());
            if (row != null) {
                lines.add(ThreadLine.of(list, row, thread.messages(), Dates.minute(thread.lastAt()), thread.lastAt()));
            }
        }
        return lines;
    }

    private static List<Year> years(MailingList list, List<VolumeCount> volumes) {
        Map<String, List<VolumeCount>> byYear = new LinkedHashMap<>();
        List<VolumeCount> newestFirst = new ArrayList<>(volumes);
        Collections.reverse(newestFirst);
        for (VolumeCount count : newestFirst) {
            String year =
                    String.valueOf(count.volume().startsAt().atZone(list.zone()).getYear());
            byYear.computeIfAbsent(year, y -> new ArrayList<>()).add(count);
        }
        List<Year> years = new ArrayList<>();
        byYear.forEach((year, counts) -> years.add(new Year(
                year,
                counts.stream().mapToInt(VolumeCount::messages).sum(),
                counts.stream().map(count -> line(list, count)).toList())));
        return years;
    }

    private static VolumeLine line(MailingList list, VolumeCount count) {
        String name = list.name();
        return new VolumeLine(
                count.volume().label(),
                ArchiveLinks.volume(name, count.volume(), "thread"),
                ArchiveLinks.volume(name, count.volume(), "subject"),
                ArchiveLinks.volume(name, count.volume(), "author"),
                ArchiveLinks.volume(name, count.volume(), "date"),
                count.messages(),
                ArchiveLinks.volumeText(name, count.volume()),
                ArchiveLinks.volumeDownload(name, count.volume()));
    }
}
