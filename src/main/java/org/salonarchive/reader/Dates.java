package org.salonarchive.reader;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalInt;

/** Dates as pages write them: UTC, English, the same on every machine. */
public final class Dates {

    private static final DateTimeFormatter MINUTE = of("d MMM yyyy HH:mm");
    private static final DateTimeFormatter DAY = of("d MMM yyyy");
    private static final DateTimeFormatter DAY_TIME = of("d MMM HH:mm");
    private static final DateTimeFormatter DAY_OF_YEAR = of("d MMM");
    private static final DateTimeFormatter FULL = of("EEE d MMM yyyy HH:mm");
    private static final DateTimeFormatter MONTH = of("MMMM yyyy");
    private static final DateTimeFormatter CLOCK = of("HH:mm");

    private Dates() {}

    private static DateTimeFormatter of(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** For programs: the {@code datetime} of a time element. */
    static String machine(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** A day, such as {@code 4 Jan 2020}. */
    public static String day(Instant at) {
        return DAY.format(at);
    }

    /** Within a volume the year is known. */
    static String dayAndTime(Instant at) {
        return DAY_TIME.format(at);
    }

    static String month(Instant at) {
        return MONTH.format(at);
    }

    /** A message's own date: UTC, and how its sender's clock showed it. */
    static String full(Instant at, OptionalInt offsetMinutes) {
        String utc = FULL.format(at) + " UTC";
        if (offsetMinutes.isEmpty() || offsetMinutes.getAsInt() == 0) {
            return utc;
        }
        int offset = offsetMinutes.getAsInt();
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(offset * 60);
        String sign = offset < 0 ? "−" : "+";
        return utc + " (" + CLOCK.withZone(zone).format(at) + " "
                + String.format(Locale.ROOT, "%s%02d%02d)", sign, Math.abs(offset) / 60, Math.abs(offset) % 60);
    }

    /** From the first to the last, without saying anything twice: {@code 4–31 Jan 2020}. */
    static String range(Instant first, Instant last) {
        OffsetDateTime from = first.atOffset(ZoneOffset.UTC);
        OffsetDateTime to = last.atOffset(ZoneOffset.UTC);
        if (from.toLocalDate().equals(to.toLocalDate())) {
            return day(first);
        }
        if (from.getYear() != to.getYear()) {
            return day(first) + " – " + day(last);
        }
        return from.getMonth() == to.getMonth()
                ? from.getDayOfMonth() + "–" + day(last)
                : DAY_OF_YEAR.format(first) + " – " + day(last);
    }
}
