package org.salonarchive.search.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The time that a date names.
 *
 * @param end the first instant after it
 * @param running whether it is counted back from now, and meant until now when it stands alone
 */
record DateSpan(Instant start, Instant end, boolean running) {

    /** How long a point in time lasts when it stands alone. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    /** The days from the first to the one before the end. */
    static DateSpan of(LocalDate first, LocalDate end) {
        return new DateSpan(start(first), start(end), false);
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What is asked for when no other date stands with it. */
    Condition.Dates alone() {
        Optional<Instant> until = start.equals(end) ? Optional.of(start.plus(MOMENT)) : Optional.of(end);
        return new Condition.Dates(Optional.of(start), running ? Optional.empty() : until);
    }

    DateSpan untilNow() {
        return new DateSpan(start, end, true);
    }
}
