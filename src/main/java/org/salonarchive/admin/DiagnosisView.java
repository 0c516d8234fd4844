package org.salonarchive.admin;

import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.ingest.doctor.Diagnosis;
import org.salonarchive.ingest.doctor.Evidence;
import org.salonarchive.ingest.doctor.Figures;
import org.salonarchive.ingest.doctor.Finding;
import org.salonarchive.ingest.doctor.MonthCount;
import org.salonarchive.ingest.doctor.Suggestion;
import org.salonarchive.source.Repair;

/**
 * What an import would find, as the page writes it.
 *
 * @param nothing why nothing can be imported; empty when something can
 * @param figures all that was counted, the messages first
 * @param findings what there is to look at, the worst first
 * @param repairs those that can be chosen
 * @param years in which messages would be filed
 * @param zone in which months begin
 */
record DiagnosisView(
        String nothing,
        List<Figures> figures,
        List<Found> findings,
        List<Offer> repairs,
        List<Year> years,
        String zone) {

    private static final int WIDTH = 100;
    private static final int YEAR_HEIGHT = 24;
    private static final int MONTH_STEP = 20;
    private static final int MONTH_WIDTH = 16;
    private static final int OPEN_YEARS = 3;

    /**
     * Something to look at.
     *
     * @param first what the unfolded part holds
     * @param more places that are not named; empty when all are
     */
    record Found(String heading, String count, String meaning, String first, List<File> files, String more) {

        static Found of(Finding finding) {
            int shown = finding.shown().size();
            return new Found(
                    finding.check().heading(),
                    Told.number(finding.count()),
                    finding.check().meaning(),
                    finding.more() > 0
                            ? "The first " + shown + " places"
                            : shown == 1 ? "The place" : "The " + shown + " places",
                    finding.byFile().entrySet().stream()
                            .map(file -> File.of(file.getKey(), file.getValue()))
                            .toList(),
                    finding.more() > 0 ? "and " + Told.number(finding.more()) + " more" : "");
        }
    }

    /** The places in a file. */
    record File(String name, List<Spot> spots) {

        static File of(String name, List<Evidence> places) {
            return new File(
                    name,
                    places.stream()
                            .map(place -> new Spot(Told.number(place.position()), place.detail()))
                            .toList());
        }
    }

    /** A place. */
    record Spot(String position, String detail) {}

    /**
     * A repair that can be chosen.
     *
     * @param field its name in the form
     * @param concerns how many places of what
     */
    record Offer(String field, String word, String description, String concerns, boolean chosen) {

        static Offer of(Suggestion suggestion, Set<Repair> chosen) {
            Repair repair = suggestion.repair();
            Finding finding = suggestion.answers();
            return new Offer(
                    field(repair),
                    repair.word(),
                    repair.description(),
                    Told.count(finding.count(), "place") + ": "
                            + finding.check().title(),
                    chosen.contains(repair));
        }

        static String field(Repair repair) {
            return "repair-" + repair.word();
        }
    }

    /**
     * A year and its months that have messages.
     *
     * @param bars its twelve months, as a path
     * @param open whether the months are seen at once
     */
    record Year(String name, String messages, String bars, boolean open, List<Month> months) {

        static Year of(int year, List<MonthCount> counts, long most, boolean open) {
            long messages = counts.stream().mapToLong(MonthCount::messages).sum();
            return new Year(
                    Integer.toString(year),
                    Told.count(messages, "message"),
                    counts.stream().map(count -> bar(count, most)).collect(Collectors.joining()),
                    open,
                    counts.stream().map(count -> Month.of(count, most)).toList());
        }

        private static String bar(MonthCount count, long most) {
            double height = Math.max(1, (double) YEAR_HEIGHT * count.messages() / most);
            return String.format(
                    Locale.ROOT,
                    "M%d %dv-%.2fh%dv%.2fz",
                    (count.month().getMonthValue() - 1) * MONTH_STEP,
                    YEAR_HEIGHT,
                    height,
                    MONTH_WIDTH,
                    height);
        }
    }

    /** @param width of its bar, of {@value DiagnosisView#WIDTH} */
    record Month(String name, String messages, String width) {

        static Month of(MonthCount count, long most) {
            return new Month(
                    count.month().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                    Told.number(count.messages()),
                    String.format(Locale.ROOT, "%.2f", Math.max(0.5, (double) WIDTH * count.messages() / most)));
        }
    }

    /** How many kinds of things there are to look at. */
    public String kinds() {
        return Told.count(findings.size(), "finding");
    }

    /** @param chosen repairs, as the form came back with them */
    static DiagnosisView of(Diagnosis diagnosis, Set<Repair> chosen) {
        return new DiagnosisView(
                nothing(diagnosis),
                diagnosis.figures(),
                diagnosis.findings().stream().map(Found::of).toList(),
                diagnosis.suggestions().stream()
                        .map(suggestion -> Offer.of(suggestion, chosen))
                        .toList(),
                years(diagnosis),
                diagnosis.zone().getId());
    }

    private static String nothing(Diagnosis diagnosis) {
        if (diagnosis.messages() == 0) {
            return "There is no message in this file: it is empty, or the archive that it is holds no mail.";
        }
        return diagnosis.distinct() == 0
                ? "There is no message in this file that can be read. What is wrong with it stands below."
                : "";
    }

    private static List<Year> years(Diagnosis diagnosis) {
        long most = diagnosis.months().stream()
                .mapToLong(MonthCount::messages)
                .max()
                .orElse(1);
        boolean few = diagnosis.years().size() <= OPEN_YEARS;
        return diagnosis.years().entrySet().stream()
                .map(year -> Year.of(year.getKey(), year.getValue(), most, few))
                .toList();
    }
}
