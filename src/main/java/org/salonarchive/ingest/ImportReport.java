package org.salonarchive.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.Repair;

/** What an import did, for the table at its end. Not for several threads at once. */
public final class ImportReport {

    private long read;
    private long added;
    private long known;
    private long quarantined;
    private long bytes;
    private final Map<String, Long> defects = new TreeMap<>();
    private final Map<Repair, Long> repaired = new EnumMap<>(Repair.class);
    private final Map<LeftOutMessage.Why, Long> leftOut = new EnumMap<>(LeftOutMessage.Why.class);
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

    /** @param done what a message's receipt says was done to get at it, in words */
    void received(String done) {
        for (Repair repair : Repair.values()) {
            if (done.contains(repair.note())) {
                repaired.merge(repair, 1L, Long::sum);
            }
        }
    }

    void leftOut(LeftOutMessage.Why why) {
        leftOut.merge(why, 1L, Long::sum);
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

    /** Messages that each chosen repair changed something of; repairs that changed none are left out. */
    public Map<Repair, Long> repaired() {
        return repaired;
    }

    /** Messages that were not taken over, by the reason that their source gives. */
    public Map<LeftOutMessage.Why, Long> leftOut() {
        return leftOut;
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
