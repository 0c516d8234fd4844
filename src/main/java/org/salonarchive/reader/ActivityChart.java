package org.salonarchive.reader;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Volume;

/**
 * A whole life in one picture: a bar for each volume of a list, or for each year of a person; empty ones too.
 *
 * @param label the picture in words
 */
record ActivityChart(List<Bar> bars, List<Year> years, String label) {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 70;
    private static final int MOST_BARS = 1200;
    /** A young list's bars are no blocks. */
    private static final int FEWEST = 36;

    private static final int MOST_LABELS = 9;

    /** A volume or a year. */
    record Bar(String x, String y, String width, String height, String link, String title) {}

    /** A label below the bars, at a part of their width. */
    record Year(String place, String text) {}

    /** Where nothing was ever written. */
    private static final ActivityChart NOTHING = new ActivityChart(List.of(), List.of(), "");

    /** A stretch of time as long as all others. */
    private record Stretch(int year, int messages, String link, String name) {}

    static ActivityChart of(MailingList list, List<VolumeCount> counts) {
        return counts.isEmpty()
                ? NOTHING
                : of(
                        withEmptyVolumes(list, counts).stream()
                                .map(count -> new Stretch(
                                        year(count),
                                        count.messages(),
                                        ArchiveLinks.volume(list.name(), count.volume()),
                                        count.volume().label()))
                                .toList(),
                        label(list, counts));
    }

    /** @param link where a year's bar leads */
    static ActivityChart ofYears(NavigableMap<Integer, Integer> counts, IntFunction<String> link) {
        if (counts.isEmpty()) {
            return NOTHING;
        }
        int first = counts.firstKey();
        int last = counts.lastKey();
        return of(
                IntStream.rangeClosed(first, last)
                        .mapToObj(year ->
                                new Stretch(year, counts.getOrDefault(year, 0), link.apply(year), String.valueOf(year)))
                        .toList(),
                "Messages a year, " + first + " to " + last);
    }

    private static ActivityChart of(List<Stretch> all, String label) {
        int most = all.stream().mapToInt(Stretch::messages).max().orElse(1);
        double step = WIDTH / Math.max(all.size(), FEWEST);
        List<Bar> bars = new ArrayList<>();
        List<Year> years = new ArrayList<>();
        int firstYear = all.get(0).year();
        int yearCount = all.get(all.size() - 1).year() - firstYear + 1;
        int every = Math.max(1, (yearCount + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < all.size(); i++) {
            Stretch stretch = all.get(i);
            boolean begins = i == 0 || stretch.year() != all.get(i - 1).year();
            if (begins && (stretch.year() - firstYear) % every == 0) {
                years.add(new Year(number(Math.min(i * step / WIDTH * 100, 96)) + "%", String.valueOf(stretch.year())));
            }
            if (stretch.messages() > 0) {
                bars.add(bar(stretch, i * step, step, most));
            }
        }
        return new ActivityChart(bars, years, label);
    }

    private static Bar bar(Stretch stretch, double x, double step, int most) {
        double height = Math.max(1.5, HEIGHT * stretch.messages() / most);
        return new Bar(
                number(x),
                number(HEIGHT - height),
                number(Math.max(0.6, step * 0.78)),
                number(height),
                stretch.link(),
                stretch.name() + ": " + stretch.messages() + (stretch.messages() == 1 ? " message" : " messages"));
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
        return count.firstAt().atOffset(ZoneOffset.UTC).getYear();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
