package org.salonarchive.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.salonarchive.ingest.Progress;
import org.salonarchive.source.Source;

/** Shows how an import gets on: a bar on a terminal, a line every few seconds elsewhere. */
final class ImportProgress implements Progress, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final long MEGABYTE = 1_000_000L;

    private final PrintWriter out;
    private final long totalBytes;
    private final Instant start = Instant.now();
    private final ProgressBar bar;
    private Instant lastLine = start;

    ImportProgress(PrintWriter out, List<Source> sources) {
        this.out = out;
        this.totalBytes = sources.stream().mapToLong(Source::size).sum();
        this.bar = System.console() == null ? null : bar(totalBytes);
    }

    private static ProgressBar bar(long totalBytes) {
        return new ProgressBarBuilder()
                .setTaskName("Import")
                .setInitialMax(totalBytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .build();
    }

    @Override
    public void advanced(String source, long bytesRead, long messages) {
        Instant now = Instant.now();
        if (bar != null) {
            bar.stepTo(bytesRead);
            bar.setExtraMessage(messages + " messages");
        } else if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            lastLine = now;
            out.println(line(bytesRead, messages, Duration.between(start, now)));
            out.flush();
        }
    }

    private String line(long bytesRead, long messages, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        double left = bytesRead == 0 ? 0 : seconds * (totalBytes - bytesRead) / bytesRead;
        return String.format(
                Locale.ROOT,
                "%d messages, %d %% of %.1f MB, %.0f messages/s, about %.0f s left",
                messages,
                totalBytes == 0 ? 100 : 100 * bytesRead / totalBytes,
                totalBytes / (double) MEGABYTE,
                messages / seconds,
                left);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
