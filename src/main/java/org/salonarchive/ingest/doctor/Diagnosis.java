package org.salonarchive.ingest.doctor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salonarchive.ingest.Words;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.Defect;

/**
 * What an import would find. Of the sources alone: what an archive has already is not asked.
 *
 * @param sources how many files, folders and archives were read
 * @param messages messages in them, readable or not
 * @param distinct messages that would be kept: those that can be read, the same message once
 * @param bytes of all messages that can be read
 * @param first the earliest effective date, empty without a message
 * @param last the latest one
 * @param zone in which months begin
 * @param months distinct messages by month, the earliest first; months without any are left out
 * @param dates distinct messages by the rule that gave their date
 * @param defects messages with each kind of defect; kinds that none has are left out
 * @param findings what was found, the worst first; a check that found nothing is left out
 */
public record Diagnosis(
        int sources,
        long messages,
        long distinct,
        long bytes,
        Optional<Instant> first,
        Optional<Instant> last,
        ZoneId zone,
        List<MonthCount> months,
        Map<DateRule, Long> dates,
        Map<Defect.Kind, Long> defects,
        ThreadCounts threads,
        List<Finding> findings) {

    public Diagnosis {
        months = List.copyOf(months);
        dates = sorted(DateRule.class, dates);
        defects = sorted(Defect.Kind.class, defects);
        findings = List.copyOf(findings);
    }

    private static <K extends Enum<K>> Map<K, Long> sorted(Class<K> keys, Map<K, Long> counts) {
        Map<K, Long> sorted = new EnumMap<>(keys);
        sorted.putAll(counts);
        return Collections.unmodifiableMap(sorted);
    }

    /** All that was counted but the months; where nothing was counted there are no figures. */
    public List<Figures> figures() {
        return Stream.of(
                        new Figures("Messages", contents()),
                        threads.figures(),
                        new Figures("Dates by", figures(dates)),
                        new Figures("Messages with defects", figures(defects)))
                .filter(part -> !part.figures().isEmpty())
                .toList();
    }

    private List<Figure> contents() {
        List<Figure> contents = new ArrayList<>();
        contents.add(Figure.of("in " + sources + (sources == 1 ? " source" : " sources"), messages));
        contents.add(Figure.of(
                "there again, kept once",
                finding(Check.DUPLICATE).map(Finding::count).orElse(0L)));
        contents.add(Figure.of("to keep", distinct));
        contents.add(Figure.of("bytes", bytes));
        first.ifPresent(at -> contents.add(new Figure("from", day(at))));
        last.ifPresent(at -> contents.add(new Figure("to", day(at))));
        return contents;
    }

    private String day(Instant at) {
        return LocalDate.ofInstant(at, zone).toString();
    }

    private static List<Figure> figures(Map<? extends Enum<?>, Long> counts) {
        return counts.entrySet().stream()
                .map(counted -> Figure.of(Words.of(counted.getKey().name()), counted.getValue()))
                .toList();
    }

    /** The months by year, the earliest first. */
    public SortedMap<Integer, List<MonthCount>> years() {
        return months.stream()
                .collect(Collectors.groupingBy(
                        count -> count.month().getYear(), TreeMap::new, Collectors.toUnmodifiableList()));
    }

    /** What can be chosen against what was found; nothing of it is done unless it is. */
    public List<Suggestion> suggestions() {
        return findings.stream()
                .flatMap(finding -> finding.check().repair().stream().map(repair -> new Suggestion(repair, finding)))
                .toList();
    }

    /** What a check found, if anything. */
    public Optional<Finding> finding(Check check) {
        return findings.stream().filter(finding -> finding.check() == check).findFirst();
    }

    /** Whether any check found something. */
    public boolean isSuspicious() {
        return !findings.isEmpty();
    }
}
