package org.salonarchive.reader;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.salonarchive.archive.Counts.Activity;

/**
 * A list's life as a small picture. All lists have the same span of time, so that those that fell silent can be
 * told from those that live.
 *
 * @param path the bars, in a field of {@link #WIDTH} by {@link #HEIGHT}
 */
record Sparkline(String path) {

    static final int WIDTH = 240;
    static final int HEIGHT = 24;

    private static final int MOST_BARS = 60;

    /**
     * The time that all pictures show.
     *
     * @param months in each bar
     */
    record Span(YearMonth first, int months, int bars) {

        static Span of(Instant from, Instant to) {
            YearMonth first = YearMonth.from(from.atOffset(ZoneOffset.UTC));
            long all = first.until(YearMonth.from(to.atOffset(ZoneOffset.UTC)), ChronoUnit.MONTHS) + 1;
            int months = (int) ((all + MOST_BARS - 1) / MOST_BARS);
            return new Span(first, months, (int) ((all + months - 1) / months));
        }
    }

    static Sparkline of(Span span, List<Activity> activity) {
        int most = activity.stream().mapToInt(Activity::messages).max().orElse(1);
        double step = (double) WIDTH / Math.max(span.bars(), MOST_BARS / 4);
        StringBuilder path = new StringBuilder();
        for (Activity bar : activity) {
            double height = Math.max(1, (double) HEIGHT * bar.messages() / most);
            path.append(String.format(
                    Locale.ROOT,
                    "M%.1f %dv-%.1fh%.1fv%.1fz",
                    bar.stretch() * step,
                    HEIGHT,
                    height,
                    step * 0.78,
                    height));
        }
        return new Sparkline(path.toString());
    }
}
