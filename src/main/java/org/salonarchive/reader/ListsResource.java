package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;

/** The front page: all lists. */
@Path("/")
public class ListsResource {

    private final Pages pages;
    private final MailingLists lists;
    private final Counts counts;

    ListsResource(Pages pages, MailingLists lists, Counts counts) {
        this.pages = pages;
        this.lists = lists;
        this.counts = counts;
    }

    /** A list as the front page shows it. */
    record Entry(
            String link,
            String title,
            String description,
            long messages,
            String since,
            String last,
            ActivityChart chart) {}

    record ListsPage(Frame frame, List<Entry> lists) implements TemplateInstance {}

    @GET
    public Response get() {
        List<MailingList> visible = lists.visible();
        List<Entry> entries = visible.stream().map(this::entry).toList();
        Optional<Instant> modified =
                visible.stream().flatMap(list -> list.lastAt().stream()).max(Instant::compareTo);
        return pages.html(new ListsPage(Frame.outside("Mailing lists", pages.absolute("/")), entries), modified);
    }

    private Entry entry(MailingList list) {
        return new Entry(
                ArchiveLinks.list(list.name()),
                list.title(),
                list.description(),
                list.messageCount(),
                list.firstAt().map(Dates::month).orElse(""),
                list.lastAt().map(Dates::day).orElse(""),
                ActivityChart.of(list, counts.volumes(list)));
    }
}
