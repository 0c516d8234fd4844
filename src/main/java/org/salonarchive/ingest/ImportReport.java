package org.salonarchive.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an import did, for the table at its end. Not for several threads at once. */
public final class ImportReport {

    private long read;
    private long added;
    private long known;
    private long quarantined;
    private long bytes;
    private final Map<String, Long> defects = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    void read(long messages, long size) {
        read += messages;
        bytes += size;
    }

    void stored(long newMessages, long knownMessages) {
        added += newMessages;
        known += knownMessages;
    }

    void quarantined(String problem) {
        quarantined++;
        problem(problem);
    }

    void defect(String kind) {
        defects.merge(kind, 1L, Long::sum);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    void elapsed(Duration time) {
        elapsed = elapsed.plus(time);
    }

    /** Messages taken from the sources. */
    public long read() {
        return read;
    }

    /** Messages that the list did not have. */
    public long added() {
        return added;
    }

    /** Messages that the list had already. */
    public long known() {
        return known;
    }

    /** What was put aside, with its bytes and the reason. */
    public long quarantined() {
        return quarantined;
    }

    /** Bytes of the messages read. */
    public long bytes() {
        return bytes;
    }

    /** Messages with each kind of defect. */
    public Map<String, Long> defects() {
        return defects;
    }

    /** What the operator has to know, a sentence each, in the order in which it happened. */
    public List<String> problems() {
        return problems;
    }

    /** Time spent. */
    public Duration elapsed() {
        return elapsed;
    }
}
