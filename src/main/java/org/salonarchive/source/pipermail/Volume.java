package org.salonarchive.source.pipermail;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A volume of a Pipermail archive, by its name: a year, a quarter, a month, a week or a day; one list may have all of
 * them, from times with other settings.
 *
 * @param start its first day
 */
public record Volume(String name, LocalDate start) {

    /** By time. */
    public static final Comparator<Volume> ORDER =
            Comparator.comparing((Volume volume) -> volume.start()).thenComparing(Volume::name);

    private static final Pattern NAME = Pattern.compile(
            "(?<year>\\d{4})|(?<quarter>\\d{4}q[1-4])|(?<month>\\d{4}-[A-Za-z]+)|Week-of-Mon-(?<week>\\d{8})|(?<day>\\d{8})");
    private static final List<String> MONTHS = Stream.of(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();

    /** The volume of this name, if it is the name of one. */
    public static Optional<Volume> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Volume(name, start(matcher)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static LocalDate start(Matcher name) {
        int year =
                name.group("week") != null ? 0 : Integer.parseInt(name.group().substring(0, 4));
        if (name.group("year") != null) {
            return LocalDate.of(year, 1, 1);
        }
        if (name.group("quarter") != null) {
            return LocalDate.of(year, 3 * (name.group("quarter").charAt(5) - '1') + 1, 1);
        }
        if (name.group("month") != null) {
            int month = MONTHS.indexOf(name.group("month").substring(5)) + 1;
            return LocalDate.of(year, Math.max(month, 1), 1);
        }
        String day = name.group("week") != null ? name.group("week") : name.group("day");
        return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** The month of its first day. */
    public YearMonth month() {
        return YearMonth.from(start);
    }
}
