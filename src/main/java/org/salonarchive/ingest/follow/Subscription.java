package org.salonarchive.ingest.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.salonarchive.source.SourceSettings;

/**
 * A source that an operator subscribed for a list.
 *
 * @param settings what was said about it, without the secrets
 * @param hasSecrets whether passwords or tokens are kept for it
 * @param paused whether it rests until the operator lets it go on
 * @param poll how often it is looked at when nothing tells of new mail
 * @param failures passes that failed, one after the other, until now
 * @param error what the last of them said, while it has not been well since
 * @param failedAt when
 * @param succeededAt when it was last looked at with success
 * @param dueAt when it is looked at next, if nobody holds it
 * @param holder the process that follows it now
 */
public record Subscription(
        long id,
        int listId,
        String list,
        SourceSettings settings,
        boolean hasSecrets,
        boolean paused,
        Duration poll,
        int failures,
        Optional<String> error,
        Optional<Instant> failedAt,
        Optional<Instant> succeededAt,
        Instant dueAt,
        Optional<String> holder) {

    /** How it is, in a word that a stylesheet can colour too. */
    public enum State {
        /** It rests. */
        PAUSED,
        /** The last pass failed. */
        FAILING,
        /** Never looked at yet. */
        NEW,
        /** All is well. */
        WELL;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How it is. */
    public State state() {
        if (paused) {
            return State.PAUSED;
        }
        if (error.isPresent()) {
            return State.FAILING;
        }
        return succeededAt.isPresent() ? State.WELL : State.NEW;
    }
}
