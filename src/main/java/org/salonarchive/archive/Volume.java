package org.salonarchive.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period of a list's messages, named as Pipermail names it: {@code 2025}, {@code 2025q3},
 * {@code 2025-July}, {@code Week-of-Mon-20250721}, {@code 20250722}.
 *
 * @param name the volume's part of an address
 * @param label the same for readers: {@code July 2025}, {@code Third quarter 2025}
 * @param startsAt its first instant, in the list's zone
 * @param endsAt the first instant after it
 */
public record Volume(String name, String label, Instant startsAt, Instant endsAt) {

    private static final Pattern NAME = Pattern.compile("(?<year>\\d{4})"
            + "|(?<qyear>\\d{4})q(?<quarter>[1-4])"
            + "|(?<myear>\\d{4})-(?<month>[A-Za-z]{3,9}|\\d{2})"
            + "|Week-of-Mon-(?<week>\\d{8})"
            + "|(?<day>\\d{8})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final String[] QUARTERS = {"First", "Second", "Third", "Fourth"};

    /** The volume of a frequency that begins on a day; the day must be a first day of that frequency. */
    static Volume of(VolumeFrequency frequency, LocalDate first, ZoneId zone) {
        return new Volume(
                nameOf(frequency, first),
                labelOf(frequency, first),
                first.atStartOfDay(zone).toInstant(),
                frequency.nextFirstDay(first).atStartOfDay(zone).toInstant());
    }

    /**
     * The volume of a name, of whichever frequency: a list that changed its frequency keeps its old
     * addresses. Also takes {@code 2025-07}, as Sympa and others write a month.
     *
     * @return empty when the name is no volume's, such as {@code 2025-Juli} or {@code 20251399}
     */
    public static Optional<Volume> parse(String name, ZoneId zone) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(matcher, zone));
        } catch (DateTimeException | IllegalArgumentException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Volume parse(Matcher matcher, ZoneId zone) {
        if (matcher.group("year") != null) {
            return of(VolumeFrequency.YEAR, LocalDate.of(Integer.parseInt(matcher.group("year")), 1, 1), zone);
        }
        if (matcher.group("quarter") != null) {
            int month = Integer.parseInt(matcher.group("quarter")) * 3 - 2;
            return of(VolumeFrequency.QUARTER, LocalDate.of(Integer.parseInt(matcher.group("qyear")), month, 1), zone);
        }
        if (matcher.group("month") != null) {
            int year = Integer.parseInt(matcher.group("myear"));
            return of(VolumeFrequency.MONTH, LocalDate.of(year, month(matcher.group("month")), 1), zone);
        }
        boolean week = matcher.group("week") != null;
        VolumeFrequency frequency = week ? VolumeFrequency.WEEK : VolumeFrequency.DAY;
        LocalDate day = LocalDate.parse(matcher.group(week ? "week" : "day"), DAY);
        if (!frequency.firstDay(day).equals(day)) {
            throw new DateTimeException("not a Monday");
        }
        return of(frequency, day, zone);
    }

    private static Month month(String text) {
        return Character.isDigit(text.charAt(0))
                ? Month.of(Integer.parseInt(text))
                : Month.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String nameOf(VolumeFrequency frequency, LocalDate first) {
        String year = String.format(Locale.ROOT, "%04d", first.getYear());
        return switch (frequency) {
            case YEAR -> year;
            case QUARTER -> year + "q" + quarter(first);
            case MONTH -> year + "-" + monthName(first);
            case WEEK -> "Week-of-Mon-" + first.format(DAY);
            case DAY -> first.format(DAY);
        };
    }

    private static String labelOf(VolumeFrequency frequency, LocalDate first) {
        return switch (frequency) {
            case YEAR -> String.valueOf(first.getYear());
            case QUARTER -> QUARTERS[quarter(first) - 1] + " quarter " + first.getYear();
            case MONTH -> monthName(first) + " " + first.getYear();
            case WEEK -> "The week of Monday " + dayLabel(first);
            case DAY -> dayLabel(first);
        };
    }

    private static String dayLabel(LocalDate day) {
        return day.getDayOfMonth() + " " + monthName(day) + " " + day.getYear();
    }

    private static int quarter(LocalDate day) {
        return (day.getMonthValue() - 1) / 3 + 1;
    }

    /** English, whatever the machine's language: the name is part of an address. */
    private static String monthName(LocalDate day) {
        return day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
