package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.Activity;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.reader.Sparkline.Span;

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
    record Entry(String link, String title, String description, String summary, String activity) {}

    record ListsPage(Frame frame, List<Entry> lists) implements TemplateInstance {}

    @GET
    public Response get() {
        List<MailingList> visible = lists.visible();
        Optional<Instant> first =
                visible.stream().flatMap(list -> list.firstAt().stream()).min(Comparator.naturalOrder());
        Optional<Instant> last =
                visible.stream().flatMap(list -> list.lastAt().stream()).max(Comparator.naturalOrder());
        Span span = Span.of(first.orElse(Instant.EPOCH), last.orElse(Instant.EPOCH));
        Map<Integer, List<Activity>> activity =
                counts.activity(span.first(), span.months()).stream().collect(Collectors.groupingBy(Activity::list));
        List<Entry> entries = visible.stream()
                .map(list -> entry(list, Sparkline.of(span, activity.getOrDefault(list.id(), List.of()))))
                .toList();
        return pages.html(new ListsPage(Frame.outside("Mailing lists", pages.absolute("/")), entries), last);
    }

    private static Entry entry(MailingList list, Sparkline activity) {
        String dates = list.firstAt()
                .flatMap(first -> list.lastAt()
                        .map(last -> " since " + Dates.month(first) + ", the latest on " + Dates.day(last)))
                .orElse("");
        return new Entry(
                ArchiveLinks.list(list.name()),
                list.title(),
                list.description(),
                Words.count(list.messageCount(), "message") + dates,
                activity.path());
    }
}
