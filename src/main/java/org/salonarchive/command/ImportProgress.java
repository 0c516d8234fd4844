package org.salonarchive.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.salonarchive.ingest.Progress;
import org.salonarchive.source.Source;

/** Shows how an import gets on, by the size of its sources where that is known. */
final class ImportProgress implements Progress, AutoCloseable {

    private static final long MEGABYTE = 1_000_000L;

    private final long totalBytes;
    private final Meter meter;

    ImportProgress(PrintWriter out, List<Source> sources) {
        this.totalBytes = sources.stream().mapToLong(Source::size).sum();
        this.meter = new Meter(out, "Import", totalBytes, " MB", MEGABYTE);
    }

    @Override
    public void advanced(String source, long bytesRead, long messages) {
        meter.advance(bytesRead, messages + " messages", elapsed -> line(bytesRead, messages, elapsed));
    }

    private String line(long bytesRead, long messages, Duration elapsed) {
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        if (totalBytes == 0) {
            // How much a server has is not known before.
            return String.format(Locale.ROOT, "%d messages, %.0f messages/s", messages, messages / seconds);
        }
        double left = bytesRead == 0 ? 0 : seconds * (totalBytes - bytesRead) / bytesRead;
        return String.format(
                Locale.ROOT,
                "%d messages, %d %% of %.1f MB, %.0f messages/s, about %.0f s left",
                messages,
                100 * bytesRead / totalBytes,
                totalBytes / (double) MEGABYTE,
                messages / seconds,
                left);
    }

    @Override
    public void close() {
        meter.close();
    }
}
