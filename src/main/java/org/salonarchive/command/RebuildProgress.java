package org.salonarchive.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.salonarchive.ingest.Rebuild;

/** Shows how a rebuild gets on, by messages. */
final class RebuildProgress implements Rebuild.Progress, AutoCloseable {

    private final PrintWriter out;
    private @Nullable Meter meter;

    RebuildProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void advanced(long messages, long total) {
        Meter shown = meter;
        if (shown == null) {
            shown = new Meter(out, "Rebuild", total, " messages", 1);
            meter = shown;
        }
        shown.advance(messages, "", elapsed -> line(messages, total, elapsed));
    }

    private static String line(long messages, long total, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        return String.format(
                Locale.ROOT,
                "%d of %d messages, %.0f messages/s, about %.0f s left",
                messages,
                total,
                messages / seconds,
                seconds * (total - messages) / messages);
    }

    @Override
    public void close() {
        if (meter != null) {
            meter.close();
        }
    }
}
