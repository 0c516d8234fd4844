package org.salonarchive.source;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The date in a separator line of an mbox (RFC 4155 and what mailers and archives really write):
 * {@code From x Tue Mar  1 09:00:00 2011}, a zone before or after the year, the RFC 822 order, no seconds.
 */
final class FromLine {

    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String GIT_PATCH_DATE = " Mon Sep 17 00:00:00 2001";
    private static final int GIT_HASH_LENGTH = 40;

    private FromLine() {}

    /** The instant that the line names, UTC where it names no zone; empty when it has no date. */
    static Optional<Instant> date(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String[] words = text.trim().split("[ \\t,]+");
        for (int i = 1; i + 3 < words.length; i++) {
            if (WEEKDAYS.contains(words[i])) {
                Optional<Instant> date = MONTHS.contains(words[i + 1]) ? asctime(words, i + 1) : rfc822(words, i + 1);
                if (date.isPresent()) {
                    return date;
                }
            }
        }
        return Optional.empty();
    }

    /** {@code From <40 hex digits> Mon Sep 17 00:00:00 2001}: the first line of a patch that git wrote. */
    static boolean isGitPatch(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int hashEnd = 5 + GIT_HASH_LENGTH;
        return text.length() >= hashEnd
                && text.startsWith(GIT_PATCH_DATE, hashEnd)
                && text.substring(5, hashEnd).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** Month, day, time, then a year with zones on either side. */
    private static Optional<Instant> asctime(String[] words, int at) {
        for (int i = at + 3; i < Math.min(words.length, at + 6); i++) {
            if (isNumber(words[i], 4, 4)) {
                return instant(words[i], words[at], words[at + 1], words[at + 2], zone(words, at + 3, i));
            }
        }
        return Optional.empty();
    }

    /** Day, month, year, time, zone. */
    private static Optional<Instant> rfc822(String[] words, int at) {
        if (at + 3 >= words.length || !MONTHS.contains(words[at + 1]) || !isNumber(words[at + 2], 2, 4)) {
            return Optional.empty();
        }
        String year = words[at + 2].length() == 2 ? "19" + words[at + 2] : words[at + 2];
        return instant(year, words[at + 1], words[at], words[at + 3], zone(words, at + 4, words.length));
    }

    private static Optional<Instant> instant(String year, String month, String day, String time, ZoneOffset zone) {
        String[] clock = time.split(":");
        boolean plausible = isNumber(day, 1, 2)
                && clock.length >= 2
                && clock.length <= 3
                && List.of(clock).stream().allMatch(part -> isNumber(part, 1, 2));
        if (!plausible) {
            return Optional.empty();
        }
        try {
            int second = clock.length == 3 ? Math.min(Integer.parseInt(clock[2]), 59) : 0;
            return Optional.of(LocalDateTime.of(
                            Integer.parseInt(year),
                            MONTHS.indexOf(month) + 1,
                            Integer.parseInt(day),
                            Integer.parseInt(clock[0]),
                            Integer.parseInt(clock[1]),
                            second)
                    .toInstant(zone));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** A numeric zone among these words; names of zones mean too many things to be believed. */
    private static ZoneOffset zone(String[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            if (words[i].matches("[+-](0\\d|1[0-4])[0-5]\\d")) {
                int minutes = Integer.parseInt(words[i].substring(1, 3)) * 60 + Integer.parseInt(words[i].substring(3));
                return ZoneOffset.ofTotalSeconds((words[i].charAt(0) == '-' ? -60 : 60) * minutes);
            }
        }
        return ZoneOffset.UTC;
    }

    private static boolean isNumber(String word, int least, int most) {
        return word.length() >= least && word.length() <= most && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
