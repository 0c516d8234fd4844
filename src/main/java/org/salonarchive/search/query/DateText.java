package org.salonarchive.search.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One date as readers type it, in UTC. */
final class DateText {
    static final int FIRST_YEAR = 1970;
    static final int LAST_YEAR = 2100;

    private static final int MONTHS = 12;
    private static final int SHORTEST_NAME = 3;
    private static final int MONTHS_OF_QUARTER = 3;

    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern CALENDAR = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})-(\\d{1,2})-(\\d{4})");
    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}t\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)z?");
    private static final Pattern AGO =
            Pattern.compile("(?:last-)?(\\d{1,4})-?(h|d|w|m|y|hours?|days?|weeks?|months?|years?)(?:-ago)?");
    private static final Pattern RUNNING = Pattern.compile("(this|last)-(week|month|year)");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-?q([1-4])");
    private static final Pattern MONTH = Pattern.compile("([a-z]+)(?:-(\\d{4}))?");
    private static final Pattern NAMED = Pattern.compile("([a-z]+(?:-[a-z]+)?)((?:-\\d{4})?)");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})-([a-z]+)");

    private final Instant now;
    private final LocalDate today;

    DateText(Instant now) {
        Instant earliest = DateSpan.start(LocalDate.of(FIRST_YEAR + 1, 1, 1));
        Instant latest = DateSpan.start(LocalDate.of(LAST_YEAR, 1, 1)).minusNanos(1);
        this.now = now.isBefore(earliest) ? earliest : now.isAfter(latest) ? latest : now;
        this.today = LocalDate.ofInstant(this.now, ZoneOffset.UTC);
    }

    /**
     * What a date was read as.
     *
     * @param wrong why it names no time; empty when it does
     * @param nearest a date that might have been meant instead
     */
    record Reading(Optional<DateSpan> span, String wrong, Optional<String> nearest) {}

    /** Reads a date; what stands between its parts does not matter. */
    Reading read(String typed) {
        String exact = typed.strip().toLowerCase(Locale.ROOT);
        String text = exact.replaceAll("[\\s./_,-]+", "-").replaceAll("^-|-$", "");
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return calendar(compact.group(1), compact.group(2), compact.group(3));
        }
        Matcher calendar = CALENDAR.matcher(text);
        if (calendar.matches()) {
            return calendar(calendar.group(1), calendar.group(2), calendar.group(3));
        }
        Matcher instant = INSTANT.matcher(exact);
        if (instant.matches()) {
            return instant(instant.group(1));
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return right(ago(Integer.parseInt(ago.group(1)), ago.group(2).charAt(0)));
        }
        Optional<DateSpan> named = named(text);
        return named.isPresent() ? right(named.get()) : month(text);
    }

    private static Reading right(DateSpan span) {
        return new Reading(Optional.of(span), "", Optional.empty());
    }

    private static Reading wrong(String why, Optional<String> nearest) {
        return new Reading(Optional.empty(), why, nearest);
    }

    private static Reading calendar(String year, @Nullable String month, @Nullable String day) {
        int ofYear = clamp(Integer.parseInt(year), FIRST_YEAR, LAST_YEAR);
        int ofMonth = month == null ? 1 : clamp(Integer.parseInt(month), 1, MONTHS);
        LocalDate first = LocalDate.of(ofYear, ofMonth, 1);
        int ofDay = day == null ? 1 : clamp(Integer.parseInt(day), 1, first.lengthOfMonth());
        String nearest = first.withDayOfMonth(ofDay).toString().substring(0, month == null ? 4 : day == null ? 7 : 10);
        if (ofYear != Integer.parseInt(year)) {
            return wrong("is no date here: years are " + FIRST_YEAR + " to " + LAST_YEAR, Optional.of(nearest));
        }
        if (month != null && ofMonth != Integer.parseInt(month)) {
            return wrong("is no date: months are 1 to " + MONTHS, Optional.of(nearest));
        }
        if (day == null) {
            return right(DateSpan.of(first, month == null ? first.plusYears(1) : first.plusMonths(1)));
        }
        if (ofDay != Integer.parseInt(day)) {
            return wrong("is no date: the days of this month are 1 to " + first.lengthOfMonth(), Optional.of(nearest));
        }
        return right(DateSpan.of(
                first.withDayOfMonth(ofDay), first.withDayOfMonth(ofDay).plusDays(1)));
    }

    private static int clamp(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    /** A point in time, without length. */
    private static Reading instant(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.toUpperCase(Locale.ROOT));
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                return calendar(text.substring(0, 4), text.substring(5, 7), text.substring(8, 10));
            }
            Instant at = time.toInstant(ZoneOffset.UTC);
            return right(new DateSpan(at, at, false));
        } catch (DateTimeParseException noSuchTime) {
            Reading day = calendar(text.substring(0, 4), text.substring(5, 7), text.substring(8, 10));
            return day.span().isEmpty()
                    ? day
                    : wrong("is no date: a day has no such time", Optional.of(text.substring(0, 10)));
        }
    }

    /** Days and longer are whole days; hours begin with a minute. Nothing is older than the first year. */
    private DateSpan ago(int count, char unit) {
        Instant at = now.minus(count, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
        LocalDate day = switch (unit) {
            case 'd' -> today.minusDays(count);
            case 'w' -> today.minusWeeks(count);
            case 'm' -> today.minusMonths(count);
            case 'y' -> today.minusYears(count);
            default -> LocalDate.ofInstant(at, ZoneOffset.UTC);
        };
        if (day.getYear() < FIRST_YEAR) {
            day = LocalDate.of(FIRST_YEAR, 1, 1);
        } else if (unit == 'h') {
            return new DateSpan(at, at, true);
        }
        return DateSpan.of(day, day.plusDays(1)).untilNow();
    }

    private Optional<DateSpan> named(String text) {
        if (text.equals("today")) {
            return Optional.of(DateSpan.of(today, today.plusDays(1)));
        }
        if (text.equals("yesterday")) {
            return Optional.of(DateSpan.of(today.minusDays(1), today));
        }
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches() && isInYears(quarter.group(1))) {
            LocalDate first = LocalDate.of(Integer.parseInt(quarter.group(1)), 1, 1)
                    .plusMonths((Integer.parseInt(quarter.group(2)) - 1L) * MONTHS_OF_QUARTER);
            return Optional.of(DateSpan.of(first, first.plusMonths(MONTHS_OF_QUARTER)));
        }
        Matcher running = RUNNING.matcher(text);
        if (!running.matches()) {
            return Optional.empty();
        }
        int back = running.group(1).equals("last") ? 1 : 0;
        return Optional.of(
                switch (running.group(2)) {
                    case "week" -> {
                        LocalDate monday =
                                today.minusDays(today.getDayOfWeek().ordinal()).minusWeeks(back);
                        yield DateSpan.of(monday, monday.plusWeeks(1));
                    }
                    case "month" -> {
                        LocalDate first = today.withDayOfMonth(1).minusMonths(back);
                        yield DateSpan.of(first, first.plusMonths(1));
                    }
                    default -> {
                        LocalDate first = today.withDayOfYear(1).minusYears(back);
                        yield DateSpan.of(first, first.plusYears(1));
                    }
                });
    }

    private static boolean isInYears(String year) {
        return Integer.parseInt(year) >= FIRST_YEAR && Integer.parseInt(year) <= LAST_YEAR;
    }

    /** A month by its name or the beginning of it; without a year, the last one that has begun. */
    private Reading month(String text) {
        Matcher yearFirst = YEAR_MONTH.matcher(text);
        Matcher monthFirst = MONTH.matcher(text);
        Optional<Reading> month = yearFirst.matches()
                ? month(yearFirst.group(2), yearFirst.group(1))
                : monthFirst.matches() ? month(monthFirst.group(1), monthFirst.group(2)) : Optional.empty();
        return month.orElseGet(() -> unreadable(text));
    }

    /** Whether this names a month or begins the name of one. */
    static boolean isMonth(String name) {
        return monthOf(name).isPresent();
    }

    private static Optional<Month> monthOf(String name) {
        return Stream.of(Month.values())
                .filter(month -> name.length() >= SHORTEST_NAME
                        && month.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst();
    }

    private Optional<Reading> month(String name, @Nullable String year) {
        return monthOf(name).map(month -> {
            int latest = month.compareTo(today.getMonth()) > 0 ? today.getYear() - 1 : today.getYear();
            return calendar(year == null ? String.valueOf(latest) : year, String.valueOf(month.getValue()), null);
        });
    }

    private Reading unreadable(String text) {
        String why = "is no date; write 2025, 2025-07, 2025-07-22, 2024-03..2024-06, 7d, yesterday or last-year";
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return wrong(why, dayFirst(dayFirst.group(1), dayFirst.group(2), dayFirst.group(3)));
        }
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return wrong(why, Optional.empty());
        }
        List<String> known = new ArrayList<>(
                List.of("today", "yesterday", "last-week", "last-month", "last-year", "this-week", "this-month"));
        for (Month month : Month.values()) {
            known.add(month.name().toLowerCase(Locale.ROOT));
        }
        return wrong(why, Resemblance.nearest(named.group(1), known, 2).map(near -> near + named.group(2)));
    }

    /** The day as most of the world writes it, or else as Americans do. */
    private static Optional<String> dayFirst(String first, String second, String year) {
        Reading american = calendar(year, first, second);
        return american.span().isPresent()
                        && calendar(year, second, first).span().isEmpty()
                ? Optional.of(iso(year, first, second))
                : Optional.of(calendar(year, second, first).nearest().orElse(iso(year, second, first)));
    }

    private static String iso(String year, String month, String day) {
        return year + "-" + month + "-" + day;
    }
}
