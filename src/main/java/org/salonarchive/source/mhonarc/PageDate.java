package org.salonarchive.source.mhonarc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The date that a comment of a page tells: that of a Received field, and so of a program that knows the format. */
final class PageDate {

    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})[\\s-]+([A-Za-z]{3})[A-Za-z]*[\\s-]+(\\d{4})\\s+(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?\\s*([+-])?(\\d\\d)?(\\d\\d)?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private PageDate() {}

    /** In UTC where no zone is told in digits. */
    static Optional<Instant> of(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
            LocalDateTime local = LocalDateTime.of(
                    number(date.group(3)),
                    month,
                    number(date.group(1)),
                    number(date.group(4)),
                    number(date.group(5)),
                    date.group(6) == null ? 0 : number(date.group(6)));
            boolean zoned = date.group(7) != null && date.group(9) != null;
            int sign = "-".equals(date.group(7)) ? -1 : 1;
            ZoneOffset offset = zoned
                    ? ZoneOffset.ofHoursMinutes(sign * number(date.group(8)), sign * number(date.group(9)))
                    : ZoneOffset.UTC;
            return Optional.of(local.toInstant(offset));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
