package org.salonarchive.reader;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Volume;

/**
 * A list's whole life in one picture: a bar for each volume, empty ones too. Likewise the life of what was found.
 *
 * @param label the picture in words
 */
record ActivityChart(List<Bar> bars, List<Year> years, String label) {

    private static final int HUNDRED = 100;
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 70;
    private static final int MOST_BARS = 1200;
    /** A young list's bars are no blocks. */
    private static final int FEWEST = 36;

    /** Of what was found; further ones are put together to years. */
    private static final int MOST_MONTHS = 120;

    private static final ActivityChart NONE = new ActivityChart(List.of(), List.of(), "");

    private static final int MOST_LABELS = 7;

    /** A volume. */
    record Bar(String x, String y, String width, String height, String link, String title) {}

    /** A label below the bars, at a part of their width. */
    record Year(String place, String text) {}

    /** What a bar stands for. */
    private record Stretch(int year, long messages, String name, String link) {}

    static ActivityChart of(MailingList list, List<VolumeCount> counts) {
        if (counts.isEmpty()) {
            return NONE;
        }
        return of(
                withEmptyVolumes(list, counts).stream()
                        .map(count -> new Stretch(
                                year(count),
                                count.messages(),
                                count.volume().label(),
                                ArchiveLinks.volume(list.name(), count.volume())))
                        .toList(),
                label(list, counts));
    }

    /** A bar for each month from the first to the last; for each year where those would be too many. */
    static ActivityChart ofMonths(Map<YearMonth, Long> months, Function<String, String> link) {
        if (months.size() < 2) {
            return NONE;
        }
        YearMonth first = Collections.min(months.keySet());
        YearMonth last = Collections.max(months.keySet());
        if (first.until(last, ChronoUnit.MONTHS) >= MOST_MONTHS) {
            NavigableMap<Integer, Long> years = new TreeMap<>();
            months.forEach((month, count) -> years.merge(month.getYear(), count, Long::sum));
            return ofYears(years, year -> link.apply(String.valueOf(year)));
        }
        List<Stretch> stretches = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            stretches.add(new Stretch(
                    month.getYear(),
                    months.getOrDefault(month, 0L),
                    Dates.month(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
                    link.apply(month.toString())));
        }
        return of(stretches, "Messages a month, " + first + " to " + last);
    }

    /** A bar for each year from the first to the last. */
    static ActivityChart ofYears(NavigableMap<Integer, ? extends Number> counts, IntFunction<String> link) {
        if (counts.isEmpty()) {
            return NONE;
        }
        List<Stretch> stretches = new ArrayList<>();
        for (int year = counts.firstKey(); year <= counts.lastKey(); year++) {
            Number count = counts.get(year);
            stretches.add(
                    new Stretch(year, count == null ? 0 : count.longValue(), String.valueOf(year), link.apply(year)));
        }
        return of(stretches, "Messages a year, " + counts.firstKey() + " to " + counts.lastKey());
    }

    private static ActivityChart of(List<Stretch> all, String label) {
        long most = all.stream().mapToLong(Stretch::messages).max().orElse(1);
        double step = WIDTH / Math.max(all.size(), FEWEST);
        List<Bar> bars = new ArrayList<>();
        List<Year> years = new ArrayList<>();
        int firstYear = all.get(0).year();
        int lastYear = firstYear - 1;
        int yearCount = all.get(all.size() - 1).year() - firstYear + 1;
        int every = Math.max(1, (yearCount + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < all.size(); i++) {
            Stretch stretch = all.get(i);
            if (stretch.year() != lastYear && (stretch.year() - firstYear) % every == 0) {
                years.add(new Year(number(Math.min(i * step / WIDTH * 100, 96)) + "%", String.valueOf(stretch.year())));
            }
            lastYear = stretch.year();
            if (stretch.messages() > 0) {
                bars.add(bar(stretch, i * step, step, most));
            }
        }
        return new ActivityChart(bars, years, label);
    }

    private static Bar bar(Stretch stretch, double x, double step, long most) {
        double height = Math.max(1.5, HEIGHT * stretch.messages() / most);
        return new Bar(
                number(x),
                number(HEIGHT - height),
                number(Math.max(0.6, step * 0.78)),
                number(height),
                stretch.link(),
                stretch.name() + ": " + Words.count(stretch.messages(), "message"));
    }

    /** Gaps in a list's life show as gaps, unless they are longer than the picture is wide. */
    private static List<VolumeCount> withEmptyVolumes(MailingList list, List<VolumeCount> counts) {
        Map<String, VolumeCount> known = new HashMap<>();
        counts.forEach(count -> known.put(count.volume().name(), count));
        List<VolumeCount> all = new ArrayList<>();
        Instant end = counts.get(counts.size() - 1).volume().startsAt();
        Volume volume = counts.get(0).volume();
        while (!volume.startsAt().isAfter(end)) {
            if (all.size() > MOST_BARS) {
                return counts;
            }
            all.add(known.getOrDefault(
                    volume.name(), new VolumeCount(volume, 0, volume.startsAt(), volume.startsAt())));
            volume = list.volumeFrequency().volumeOf(volume.endsAt(), list.zone());
        }
        return all;
    }

    private static String label(MailingList list, List<VolumeCount> counts) {
        VolumeCount first = counts.get(0);
        VolumeCount last = counts.get(counts.size() - 1);
        return "Messages a " + list.volumeFrequency().word() + ", "
                + first.volume().label() + " to " + last.volume().label();
    }

    private static int year(VolumeCount count) {
        return Integer.parseInt(count.firstAt().toString().substring(0, 4));
    }

    /** With two decimals; a chart has hundreds of them, too many for a format. */
    private static String number(double value) {
        long hundredths = Math.round(value * HUNDRED);
        long rest = hundredths % HUNDRED;
        return hundredths / HUNDRED + (rest < 10 ? ".0" : ".") + rest;
    }
}
