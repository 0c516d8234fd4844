package org.salonarchive.reader;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.Counts.VolumeCount;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Volume;

/**
 * A list's whole life in one picture: a bar for each volume, empty ones too.
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

    /** A volume. */
    record Bar(String x, String y, String width, String height, String link, String title) {}

    /** A label below the bars, at a part of their width. */
    record Year(String place, String text) {}

    static ActivityChart of(MailingList list, List<VolumeCount> counts) {
        if (counts.isEmpty()) {
            return new ActivityChart(List.of(), List.of(), "");
        }
        List<VolumeCount> all = withEmptyVolumes(list, counts);
        int most = all.stream().mapToInt(VolumeCount::messages).max().orElse(1);
        double step = WIDTH / Math.max(all.size(), FEWEST);
        List<Bar> bars = new ArrayList<>();
        List<Year> years = new ArrayList<>();
        String lastYear = "";
        int yearCount = Integer.parseInt(year(all.get(all.size() - 1))) - Integer.parseInt(year(all.get(0))) + 1;
        int every = Math.max(1, (yearCount + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < all.size(); i++) {
            VolumeCount count = all.get(i);
            String year = year(count);
            if (!year.equals(lastYear) && (Integer.parseInt(year) - Integer.parseInt(year(all.get(0)))) % every == 0) {
                years.add(new Year(number(Math.min(i * step / WIDTH * 100, 96)) + "%", year));
            }
            lastYear = year;
            if (count.messages() > 0) {
                bars.add(bar(list, count, i * step, step, most));
            }
        }
        return new ActivityChart(bars, years, label(list, counts));
    }

    private static Bar bar(MailingList list, VolumeCount count, double x, double step, int most) {
        double height = Math.max(1.5, HEIGHT * count.messages() / most);
        return new Bar(
                number(x),
                number(HEIGHT - height),
                number(Math.max(0.6, step * 0.78)),
                number(height),
                ArchiveLinks.volume(list.name(), count.volume()),
                count.volume().label() + ": " + count.messages() + (count.messages() == 1 ? " message" : " messages"));
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

    private static String year(VolumeCount count) {
        return count.firstAt().toString().substring(0, 4);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
