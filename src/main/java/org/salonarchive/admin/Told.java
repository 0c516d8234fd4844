package org.salonarchive.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers, sizes and times as these pages write them. */
final class Told {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int DAYS_OF_NEARNESS = 14;

    private Told() {}

    /** A time, for people and for programs. */
    record When(String text, String machine) {

        static final When NEVER = new When("never", "");
    }

    /** {@code 1 message}, {@code 1,200 messages}. */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 214 kB}: decimal units, as file managers count. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        if (bytes < 1_000_000) {
            return Math.round(bytes / 1000.0) + " kB";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1_000_000_000.0);
    }

    /** {@code 12 s ago}; the date where that is long ago. */
    static When ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        String text = since.toDays() >= DAYS_OF_NEARNESS
                ? MINUTE.format(at)
                : since.toSeconds() < 1 ? "just now" : duration(since) + " ago";
        return new When(text, at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** {@code in 4 min}. */
    static String until(Instant at, Instant now) {
        Duration until = Duration.between(now, at);
        return until.toSeconds() < 1 ? "now" : "in " + duration(until);
    }

    static When at(Instant at) {
        return new When(
                MINUTE.format(at) + " UTC", at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** In its largest unit: {@code 40 s}, {@code 3 min}, {@code 5 h}, {@code 2 days}. */
    static String duration(Duration time) {
        if (time.toSeconds() < 120) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.toMinutes() < 120) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " days";
    }

    /** {@code every 5 minutes}. */
    static String every(Duration period) {
        long seconds = period.toSeconds();
        if (seconds % 86_400 == 0) {
            return every(seconds / 86_400, "day");
        }
        if (seconds % 3600 == 0) {
            return every(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? every(seconds / 60, "minute") : every(seconds, "second");
    }

    private static String every(long number, String unit) {
        return number == 1 ? "every " + unit : "every " + number + " " + unit + "s";
    }
}
