package org.salonarchive.message.field;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A date as mail writes it (RFC 5322 §3.3, §4.3), or as mailers wrote it against all rules.
 *
 * @param at the moment, in UTC when no usable zone was named
 * @param zone how that offset was found
 */
public record DateField(OffsetDateTime at, Zone zone) {

    /** How the offset of a date was found. */
    public enum Zone {
        /** The text names a zone that is known and possible. */
        NAMED,
        /** The text says with "-0000" that the moment is given in UTC and the zone of the writer is not. */
        WITHHELD,
        /** The text names no zone, an unknown or an impossible one; UTC was assumed. */
        ASSUMED
    }

    private static final int BOUND = 500;

    /** Reads any text; empty when it holds no date. */
    public static Optional<DateField> parse(String text) {
        return new DateScanner(text.length() > BOUND ? text.substring(0, BOUND) : text).scan();
    }

    /** The date of a Received field (RFC 5321 §4.4): what stands after the last semicolon. */
    public static Optional<DateField> parseReceived(String text) {
        int semicolon = text.lastIndexOf(';');
        return semicolon < 0 ? Optional.empty() : parse(text.substring(semicolon + 1));
    }
}
