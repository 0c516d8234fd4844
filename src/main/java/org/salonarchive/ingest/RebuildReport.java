package org.salonarchive.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.salonarchive.archive.Renewed;

/** What a rebuild did, for the table at its end. Not for several threads at once. */
public final class RebuildReport {

    private long messages;
    private final Renewed renewed = new Renewed();
    private final List<String> unreadable = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    void looked(int count) {
        messages += count;
    }

    void unreadable(String problem) {
        unreadable.add(problem);
    }

    void elapsed(Duration time) {
        elapsed = time;
    }

    /** Messages that were looked at. */
    public long messages() {
        return messages;
    }

    /** What was not as the bytes say, and is now. */
    public Renewed renewed() {
        return renewed;
    }

    /** Messages whose bytes could not be read, a sentence each; what is stored of them stays as it was. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** Time spent. */
    public Duration elapsed() {
        return elapsed;
    }
}
