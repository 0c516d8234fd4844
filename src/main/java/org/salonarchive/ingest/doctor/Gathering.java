package org.salonarchive.ingest.doctor;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.Defect;

/** Puts together what was found in messages, in the order of the sources; on one thread. */
final class Gathering {

    private final ZoneId zone;
    private final KnownMessages known = new KnownMessages();
    private final Tally tally = new Tally();
    private final Map<YearMonth, Long> months = new TreeMap<>();
    private final Map<DateRule, Long> dates = new EnumMap<>(DateRule.class);
    private final Map<Defect.Kind, Long> defects = new EnumMap<>(Defect.Kind.class);
    private long messages;
    private long bytes;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> neighbour = Optional.empty();

    Gathering(ZoneId zone) {
        this.zone = zone;
    }

    long messages() {
        return messages;
    }

    /** What stands in another source is no neighbour. */
    void beginSource() {
        neighbour = Optional.empty();
    }

    void add(Inspection.Outcome outcome) {
        messages++;
        tally.addAll(outcome.tally());
        outcome.facts().ifPresent(this::add);
    }

    private void add(Facts facts) {
        bytes += facts.size();
        facts.defects().forEach(defect -> defects.merge(defect, 1L, Long::sum));
        boolean beside = facts.date().rule() == DateRule.ARCHIVED && neighbour.isPresent();
        Instant date = beside ? neighbour.get() : facts.date().at();
        DateRule rule = beside ? DateRule.NEIGHBOUR : facts.date().rule();
        neighbour = Optional.of(date);
        KnownMessages.Known before = known.add(facts, date);
        switch (before.novelty()) {
            case DUPLICATE -> repeats(Check.DUPLICATE, facts, before);
            case ID_REPEATED -> {
                repeats(Check.ID_REPEATED, facts, before);
                file(facts, date, rule);
            }
            default -> file(facts, date, rule);
        }
    }

    private void repeats(Check check, Facts facts, KnownMessages.Known before) {
        String place = known.place(before.earlier().orElseThrow(), facts.place().source());
        tally.add(check, facts.evidence("<" + facts.messageId().value() + ">, first at " + place));
    }

    private void file(Facts facts, Instant date, DateRule rule) {
        months.merge(YearMonth.from(date.atZone(zone)), 1L, Long::sum);
        dates.merge(rule, 1L, Long::sum);
        first = Optional.of(first.filter(at -> at.isBefore(date)).orElse(date));
        last = Optional.of(last.filter(at -> at.isAfter(date)).orElse(date));
        if (rule != DateRule.DATE) {
            String field = facts.dateField().isEmpty() ? "no Date field" : "Date: " + facts.dateField();
            tally.add(
                    Check.DATE_BAD,
                    facts.evidence(field + "; would be " + date.truncatedTo(ChronoUnit.SECONDS) + " by "
                            + rule.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** @param sources how many were read */
    Diagnosis diagnosis(int sources) {
        return new Diagnosis(
                sources,
                messages,
                known.size(),
                bytes,
                first,
                last,
                zone,
                months.entrySet().stream()
                        .map(month -> new MonthCount(month.getKey(), month.getValue()))
                        .toList(),
                dates,
                defects,
                Weaving.of(known),
                tally.findings());
    }
}
