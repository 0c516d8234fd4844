package org.salonarchive.admin;

import java.time.Instant;
import org.salonarchive.ingest.follow.Subscription;

/**
 * A source in the operator's words.
 *
 * @param state the word that the stylesheet knows too
 * @param how how it is, a few words
 * @param error what went wrong, while it has not been well since; empty otherwise
 */
record SourceLine(
        long id,
        String kind,
        String place,
        String list,
        String state,
        String how,
        Told.When looked,
        String error,
        boolean paused) {

    static SourceLine of(Subscription source, Instant now) {
        Told.When looked = source.succeededAt().map(at -> Told.ago(at, now)).orElse(Told.When.NEVER);
        return new SourceLine(
                source.id(),
                source.settings().kind().label(),
                source.settings().describe(),
                source.list(),
                source.state().word(),
                how(source, now),
                looked,
                source.state() == Subscription.State.FAILING ? source.error().orElse("") : "",
                source.paused());
    }

    private static String how(Subscription source, Instant now) {
        return switch (source.state()) {
            case PAUSED -> "paused";
            case WELL -> "well";
            case NEW -> source.holder().isPresent() ? "being read for the first time" : "not read yet";
            case FAILING ->
                "failing" + (source.failures() > 1 ? ", " + Told.count(source.failures(), "time") + " in a row" : "")
                        + ", next try " + Told.until(source.dueAt(), now);
        };
    }

    public String link() {
        return "/admin/sources/" + id;
    }
}
