package org.salonarchive.message;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The date that a message is filed, ordered and searched by.
 *
 * @param at the moment
 * @param utcOffsetMinutes minutes east of UTC that the Date field named; empty when another rule chose or none was named
 * @param rule which rule chose
 */
public record EffectiveDate(Instant at, OptionalInt utcOffsetMinutes, DateRule rule) {
    /** Before it computers without a clock date their mail. */
    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    /** Clocks may be fast, and zones may be wrong. */
    private static final Duration AHEAD = Duration.ofHours(24);

    /**
     * Chooses by the first rule of {@link DateRule} that gives a sane date: not before 2 January 1970, not more than 24
     * hours ahead of now.
     *
     * @param source the source's own date
     * @param neighbour the effective date of the message before it in the source
     */
    public static EffectiveDate choose(
            ParsedMessage message, Optional<Instant> source, Optional<Instant> neighbour, Instant now) {
        Instant latest = now.plus(AHEAD);
        Optional<OffsetDateTime> date = message.originationDate().filter(at -> isSane(at.toInstant(), latest));
        if (date.isPresent()) {
            OptionalInt offset = message.zoneNamed()
                    ? OptionalInt.of(date.get().getOffset().getTotalSeconds() / 60)
                    : OptionalInt.empty();
            return new EffectiveDate(date.get().toInstant(), offset, DateRule.DATE);
        }
        return lowest(message.received(), latest)
                .map(at -> of(at, DateRule.RECEIVED))
                .or(() -> source.filter(at -> isSane(at, latest)).map(at -> of(at, DateRule.SOURCE)))
                .or(() -> neighbour.filter(at -> isSane(at, latest)).map(at -> of(at, DateRule.NEIGHBOUR)))
                .orElseGet(() -> of(now, DateRule.ARCHIVED));
    }

    private static EffectiveDate of(Instant at, DateRule rule) {
        return new EffectiveDate(at, OptionalInt.empty(), rule);
    }

    /** The date of the first host that took the message: fields are added on top. */
    private static Optional<Instant> lowest(List<Instant> received, Instant latest) {
        for (int i = received.size() - 1; i >= 0; i--) {
            if (isSane(received.get(i), latest)) {
                return Optional.of(received.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isSane(Instant at, Instant latest) {
        return !at.isBefore(EARLIEST) && !at.isAfter(latest);
    }
}
