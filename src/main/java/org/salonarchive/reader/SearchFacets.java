package org.salonarchive.reader;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.search.Found.Count;
import org.salonarchive.search.Found.Facets;

/** What the messages found have in common, each with a link that narrows the search to it. */
@ApplicationScoped
class SearchFacets {

    /** More years are not listed; the chart has them. */
    private static final int YEARS = 12;

    private final MailingLists lists;
    private final RememberedRows remembered;

    SearchFacets(MailingLists lists, RememberedRows remembered) {
        this.lists = lists;
        this.remembered = remembered;
    }

    /** A line: what it narrows to, and how many messages that leaves. */
    record Line(String text, String link, String messages) {}

    /** All of it; a kind of which there is but one is left out. */
    record View(ActivityChart chart, List<Line> years, List<Line> lists, List<Line> senders) {}

    /** @param narrowed the address of the search with a term added */
    View of(Facets facets, Optional<MailingList> list, UnaryOperator<String> narrowed) {
        return new View(
                ActivityChart.ofMonths(months(facets), month -> narrowed.apply("date:" + month)),
                years(facets, narrowed),
                list.isPresent() ? List.of() : lists(facets, narrowed),
                senders(facets, narrowed));
    }

    private static Map<YearMonth, Long> months(Facets facets) {
        return facets.months().stream().collect(Collectors.toMap(Count::of, Count::messages, Long::sum, TreeMap::new));
    }

    private static List<Line> years(Facets facets, UnaryOperator<String> narrowed) {
        Map<Integer, Long> years = new TreeMap<>((one, other) -> other - one);
        facets.months().forEach(month -> years.merge(month.of().getYear(), month.messages(), Long::sum));
        if (years.size() < 2) {
            return List.of();
        }
        return years.entrySet().stream()
                .limit(YEARS)
                .map(year -> line(year.getKey().toString(), narrowed.apply("date:" + year.getKey()), year.getValue()))
                .toList();
    }

    private List<Line> lists(Facets facets, UnaryOperator<String> narrowed) {
        Map<Long, MailingList> visible = new HashMap<>();
        lists.visible().forEach(list -> visible.put((long) list.id(), list));
        List<Line> lines = new ArrayList<>();
        for (Count<Long> count : facets.lists()) {
            MailingList list = visible.get(count.of());
            if (list != null) {
                lines.add(line(list.title(), narrowed.apply("list:" + list.name()), count.messages()));
            }
        }
        return lines.size() < 2 ? List.of() : lines;
    }

    private List<Line> senders(Facets facets, UnaryOperator<String> narrowed) {
        if (facets.senders().size() < 2) {
            return List.of();
        }
        Map<Long, MessageRow.Author> named =
                remembered.named(facets.senders().stream().map(Count::of).toList());
        return facets.senders().stream()
                .filter(count -> named.containsKey(count.of()))
                .map(count -> {
                    MessageRow.Author author = named.get(count.of());
                    return line(
                            IndexRow.author(author),
                            narrowed.apply("author:" + author.key().base32()),
                            count.messages());
                })
                .toList();
    }

    private static Line line(String text, String link, long messages) {
        return new Line(text, link, Words.number(messages));
    }
}
