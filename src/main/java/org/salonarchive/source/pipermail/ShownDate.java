package org.salonarchive.source.pipermail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date that a page shows since Mailman 2.1: in the time of the server, with a name of its zone that may mean several.
 *
 * @param local that time
 * @param zone its name; empty when there is none
 */
record ShownDate(LocalDateTime local, String zone) {

    private static final Pattern FORM = Pattern.compile("[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) +(?<day>\\d{1,2})"
            + " (?<time>\\d\\d:\\d\\d:\\d\\d) (?:(?<zone>[A-Za-z0-9+-]{1,20}) )?(?<year>\\d{4})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH);

    static Optional<ShownDate> of(String text) {
        Matcher shown = FORM.matcher(text);
        if (!shown.matches()) {
            return Optional.empty();
        }
        String date =
                String.join(" ", shown.group("day"), shown.group("month"), shown.group("year"), shown.group("time"));
        try {
            LocalDateTime local = LocalDateTime.parse(date, DATE);
            return Optional.of(new ShownDate(
                    local, Optional.ofNullable(shown.group("zone")).orElse("")));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** How many seconds that zone is ahead, if this is the same moment. */
    long ahead(Instant moment) {
        return local.toEpochSecond(ZoneOffset.UTC) - moment.getEpochSecond();
    }

    /** The moment, where it is known what the zone means. */
    Optional<Instant> at(Map<String, Long> ahead) {
        Optional<Long> seconds =
                zone.equals("UTC") || zone.equals("GMT") ? Optional.of(0L) : Optional.ofNullable(ahead.get(zone));
        return seconds.map(each -> Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.UTC) - each));
    }

    /** Within a day of the moment. */
    Instant about() {
        return local.toInstant(ZoneOffset.UTC);
    }
}
