package org.salonarchive.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.salonarchive.source.LeftOutMessage;

/**
 * One pass over a source that brought something, or was asked for by hand.
 *
 * @param list the name of the list that received it
 * @param source what was read
 * @param subscription the subscribed source, while there is one
 * @param state how it is
 * @param updatedAt when its last batch was committed
 * @param read messages taken from the source
 * @param added messages that the list did not have
 * @param known messages that it had
 * @param quarantined what was put aside
 * @param bytes of the messages read
 * @param reached how far of {@code size} it came, in bytes as the source counts them
 * @param size 0 where the source cannot tell
 * @param defects messages with each kind of defect
 * @param leftOut messages that were left out, by the reason
 * @param error why it failed, for the operator
 */
public record IngestRun(
        long id,
        String list,
        String source,
        OptionalLong subscription,
        State state,
        Instant startedAt,
        Instant updatedAt,
        Optional<Instant> endedAt,
        long read,
        long added,
        long known,
        long quarantined,
        long bytes,
        long reached,
        long size,
        Map<String, Long> defects,
        Map<LeftOutMessage.Why, Long> leftOut,
        Optional<String> error) {

    /** How a run is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /** It began and has been silent for so long that its process must have died. */
        DIED;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How long it took until now. */
    public Duration duration() {
        return Duration.between(startedAt, endedAt.orElse(updatedAt));
    }

    /** Messages a second. */
    public long rate() {
        return read * 1000 / Math.max(1, duration().toMillis());
    }
}
