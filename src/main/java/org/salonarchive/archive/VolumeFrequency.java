package org.salonarchive.archive;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How long a volume of a list is: Pipermail's {@code archive_volume_frequency}.
 */
public enum VolumeFrequency {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY;

    /** The word that the database and the command line use: the name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The frequency of a word.
     *
     * @throws IllegalArgumentException when the word is none of them
     */
    public static VolumeFrequency ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The volume that a message of this instant is filed in, as seen from the list's zone. */
    public Volume volumeOf(Instant instant, ZoneId zone) {
        return Volume.of(this, firstDay(instant.atZone(zone).toLocalDate()), zone);
    }

    LocalDate firstDay(LocalDate day) {
        return switch (this) {
            case YEAR -> day.withDayOfYear(1);
            case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case MONTH -> day.withDayOfMonth(1);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case DAY -> day;
        };
    }

    LocalDate nextFirstDay(LocalDate firstDay) {
        return switch (this) {
            case YEAR -> firstDay.plusYears(1);
            case QUARTER -> firstDay.plusMonths(3);
            case MONTH -> firstDay.plusMonths(1);
            case WEEK -> firstDay.plusWeeks(1);
            case DAY -> firstDay.plusDays(1);
        };
    }
}
