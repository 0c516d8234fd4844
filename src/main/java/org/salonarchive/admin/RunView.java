package org.salonarchive.admin;

import java.time.Instant;
import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.Words;

/**
 * A run with all its figures.
 *
 * @param progress how far it is, in words; empty where nobody knows
 */
record RunView(
        RunLine line,
        String state,
        String subscription,
        Told.When began,
        String took,
        String progress,
        String read,
        String added,
        String known,
        String quarantined,
        String size,
        String rate,
        List<Count> leftOut,
        List<Count> defects) {

    /** A kind of message, and how many there are. */
    record Count(String kind, String messages) {}

    static RunView of(IngestRun run, Instant now) {
        RunLine line = RunLine.of(run, now);
        return new RunView(
                line,
                state(run),
                run.subscription().isPresent()
                        ? "/admin/sources/" + run.subscription().getAsLong()
                        : "",
                Told.at(run.startedAt()),
                Told.duration(run.duration()),
                line.percent() < 0 ? "" : line.percent() + " % of " + Told.size(run.size()),
                Told.number(run.read()),
                Told.number(run.added()),
                Told.number(run.known()),
                Told.number(run.quarantined()),
                Told.size(run.bytes()),
                Told.number(run.rate()),
                run.leftOut().entrySet().stream()
                        .map(left -> new Count(left.getKey().words(), Told.number(left.getValue())))
                        .toList(),
                run.defects().entrySet().stream()
                        .map(defect -> new Count(Words.of(defect.getKey()), Told.number(defect.getValue())))
                        .toList());
    }

    private static String state(IngestRun run) {
        return switch (run.state()) {
            case RUNNING -> "being read";
            case DONE -> "done";
            case FAILED -> "failed";
            case DIED -> "its process ended before it did; the next run goes on from there";
        };
    }

    public String listLink() {
        return ArchiveLinks.list(line.list());
    }
}
