package org.salonarchive.admin;

import java.time.Instant;
import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.ingest.IngestRun;

/**
 * A run in the operator's words.
 *
 * @param state the word that the stylesheet knows too
 * @param counts what it brought, in a few words
 * @param percent how far it is; -1 where nobody knows
 */
record RunLine(
        long id,
        String source,
        String list,
        String state,
        Told.When started,
        String counts,
        int percent,
        String error) {

    private static final int ALL = 100;

    static RunLine of(IngestRun run, Instant now) {
        return new RunLine(
                run.id(),
                run.source(),
                run.list(),
                run.state().word(),
                Told.ago(run.startedAt(), now),
                counts(run),
                percent(run),
                run.error().orElse(""));
    }

    private static String counts(IngestRun run) {
        List<String> parts = new java.util.ArrayList<>();
        parts.add(Told.number(run.added()) + " new");
        if (run.known() > 0) {
            parts.add(Told.number(run.known()) + " already there");
        }
        if (run.quarantined() > 0) {
            parts.add(Told.number(run.quarantined()) + " put aside");
        }
        return String.join(", ", parts);
    }

    private static int percent(IngestRun run) {
        return run.size() <= 0 ? -1 : (int) Math.min(ALL, run.reached() * ALL / run.size());
    }

    public String link() {
        return "/admin/runs/" + id;
    }

    public String listLink() {
        return ArchiveLinks.list(list);
    }

    public boolean running() {
        return "running".equals(state);
    }
}
