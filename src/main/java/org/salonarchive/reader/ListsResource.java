package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts;
import org.salonarchive.archive.Counts.Activity;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.reader.Sparkline.Span;

/** The front page: all lists by group, those apart to which nobody has written for long. */
@Path("/")
public class ListsResource {

    /** A list without mail for so long has fallen silent. */
    private static final Duration SILENT = Duration.ofDays(365);

    /** More lists than these can be filtered. */
    private static final int FEW = 12;

    private static final int LONGEST_FILTER = 100;

    private final Pages pages;
    private final MailingLists lists;
    private final Messages messages;
    private final Counts counts;

    ListsResource(Pages pages, MailingLists lists, Messages messages, Counts counts) {
        this.pages = pages;
        this.lists = lists;
        this.messages = messages;
        this.counts = counts;
    }

    /** A list's newest message; empty texts where there is none. */
    record Latest(String link, String subject, String date, String machineDate) {
        static final Latest NONE = new Latest("", "", "", "");
    }

    /** A list as the front page shows it. */
    record Entry(String link, String title, String description, String summary, Latest latest, String activity) {}

    /** Lists under a heading, which may be empty. */
    record Group(String title, List<Entry> lists) {}

    record ListsPage(
            Frame frame,
            String words,
            boolean filtered,
            boolean filterable,
            String found,
            List<Group> groups,
            boolean few,
            List<Group> silent,
            String silentCount)
            implements TemplateInstance {}

    @GET
    public Response get(@QueryParam("q") @Nullable String q) {
        String asked = Objects.requireNonNullElse(q, "").strip();
        String words = asked.substring(0, Math.min(LONGEST_FILTER, asked.length()));
        List<MailingList> visible = lists.visible();
        List<MailingList> shown =
                visible.stream().filter(list -> matches(list, words)).toList();
        Optional<Instant> last =
                visible.stream().flatMap(list -> list.lastAt().stream()).max(Comparator.naturalOrder());
        Instant silentBefore = Instant.now().minus(SILENT);
        Map<Boolean, List<MailingList>> bySilence =
                shown.stream().collect(Collectors.partitioningBy(list -> isSilent(list, silentBefore)));
        boolean apart = words.isEmpty() && !bySilence.get(false).isEmpty();
        Map<Integer, Entry> entries = entries(visible);
        List<MailingList> silent = apart ? bySilence.get(true) : List.of();
        ListsPage page = new ListsPage(
                Frame.outside("Mailing lists", pages.absolute("/")).forEntrance(words.isEmpty()),
                words,
                !words.isEmpty(),
                visible.size() > FEW || !words.isEmpty(),
                Words.count(shown.size(), "list") + " of " + visible.size(),
                groups(apart ? bySilence.get(false) : shown, entries),
                visible.size() <= FEW,
                groups(silent, entries),
                Words.count(silent.size(), "list"));
        return pages.html(page, last);
    }

    /** Whether each word stands in the list's name, title, description or group. */
    private static boolean matches(MailingList list, String words) {
        String text = String.join(" ", list.name(), list.title(), list.description(), list.group())
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
    }

    private static boolean isSilent(MailingList list, Instant before) {
        return list.lastAt().filter(last -> last.isBefore(before)).isPresent();
    }

    /** Groups by name, those lists first that are in none. */
    private static List<Group> groups(List<MailingList> lists, Map<Integer, Entry> entries) {
        Map<String, List<Entry>> byGroup =
                new TreeMap<>(Comparator.comparing((String group) -> group.toLowerCase(Locale.ROOT))
                        .thenComparing(group -> group));
        lists.forEach(list -> byGroup.computeIfAbsent(list.group(), group -> new ArrayList<>())
                .add(Objects.requireNonNull(entries.get(list.id()))));
        return byGroup.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private Map<Integer, Entry> entries(List<MailingList> visible) {
        Optional<Instant> first =
                visible.stream().flatMap(list -> list.firstAt().stream()).min(Comparator.naturalOrder());
        Optional<Instant> last =
                visible.stream().flatMap(list -> list.lastAt().stream()).max(Comparator.naturalOrder());
        Span span = Span.of(first.orElse(Instant.EPOCH), last.orElse(Instant.EPOCH));
        Map<Integer, List<Activity>> activity =
                counts.activity(span.first(), span.months()).stream().collect(Collectors.groupingBy(Activity::list));
        Map<String, MessageRow> newest =
                messages.newestOfEach().stream().collect(Collectors.toMap(MessageRow::list, row -> row));
        Map<Integer, Entry> entries = new HashMap<>();
        for (MailingList list : visible) {
            Sparkline sparkline = Sparkline.of(span, activity.getOrDefault(list.id(), List.of()));
            entries.put(list.id(), entry(list, sparkline, Optional.ofNullable(newest.get(list.name()))));
        }
        return entries;
    }

    private static Entry entry(MailingList list, Sparkline activity, Optional<MessageRow> newest) {
        String since =
                list.firstAt().map(first -> " since " + Dates.month(first)).orElse("");
        return new Entry(
                ArchiveLinks.list(list.name()),
                list.title(),
                list.description(),
                list.messageCount() == 0 ? "No messages yet" : Words.count(list.messageCount(), "message") + since,
                newest.map(row -> new Latest(
                                ArchiveLinks.message(row),
                                IndexRow.subject(row.subject()),
                                Dates.day(row.at()),
                                Dates.machine(row.at())))
                        .orElse(Latest.NONE),
                activity.path());
    }
}
