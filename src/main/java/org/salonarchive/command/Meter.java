package org.salonarchive.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how long work gets on: a bar on a terminal, a line every few seconds elsewhere. */
final class Meter implements AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final Instant start = Instant.now();
    private final @Nullable ProgressBar bar;
    private Instant lastLine = start;

    /**
     * @param total how far the work goes
     * @param unit what the bar counts, and how much of the total one of them is
     */
    Meter(PrintWriter out, String task, long total, String unit, long unitSize) {
        this.out = out;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setUnit(unit, unitSize)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .build();
    }

    /**
     * The work got so far.
     *
     * @param beside shown beside the bar
     * @param line the line where there is no bar, made of the time spent
     */
    void advance(long done, String beside, Function<Duration, String> line) {
        Instant now = Instant.now();
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(beside);
        } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            lastLine = now;
            out.println(line.apply(Duration.between(start, now)));
            out.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
