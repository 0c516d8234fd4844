package org.salonarchive.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader asks for.
 *
 * @param words to be found in subject or text; "quoted phrases", -left-out words and OR as in a web search
 * @param from a part of the sender's name or address
 * @param after the first instant
 * @param before the first instant that is too late
 * @param mistakes what was not understood and therefore not asked, a sentence each
 */
public record SearchQuery(
        String words, String from, Optional<Instant> after, Optional<Instant> before, List<String> mistakes) {

    /** Longer questions only cost the database time. */
    public static final int LONGEST = 256;

    private static final int MOST_WORDS = 16;
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");

    /** Understands the fields of a search form. */
    public static SearchQuery of(String words, String from, String after, String before) {
        List<String> mistakes = new ArrayList<>();
        String bounded = bounded(words, mistakes);
        Optional<Instant> first = date("after", after, false, mistakes);
        Optional<Instant> end = date("before", before, true, mistakes);
        return new SearchQuery(bounded, bounded(from, mistakes), first, end, mistakes);
    }

    private static String bounded(String text, List<String> mistakes) {
        String clean = text.replace('\0', ' ').strip();
        if (clean.length() > LONGEST) {
            mistakes.add("Only the first " + LONGEST + " characters were searched for.");
            clean = clean.substring(0, LONGEST);
        }
        String[] words = clean.split("\\s+");
        if (words.length > MOST_WORDS) {
            mistakes.add("Only the first " + MOST_WORDS + " words were searched for.");
            clean = String.join(" ", List.of(words).subList(0, MOST_WORDS));
        }
        return clean;
    }

    /** A year, a month or a day; for an end, what follows it. */
    private static Optional<Instant> date(String name, String text, boolean end, List<String> mistakes) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Matcher matcher = DATE.matcher(text.strip());
        try {
            if (matcher.matches()) {
                return Optional.of(instant(matcher, end));
            }
        } catch (DateTimeException noSuchDay) {
            // Said below, as for anything else that is no date.
        }
        mistakes.add("\"" + text.strip() + "\" in \"" + name
                + "\" is no date; write 2025, 2025-07 or 2025-07-22. The search was made without it.");
        return Optional.empty();
    }

    private static Instant instant(Matcher matcher, boolean end) {
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return start(LocalDate.of(end ? year + 1 : year, 1, 1));
        }
        LocalDate month = LocalDate.of(year, Integer.parseInt(matcher.group(2)), 1);
        if (matcher.group(3) == null) {
            return start(end ? month.plusMonths(1) : month);
        }
        LocalDate day = month.withDayOfMonth(Integer.parseInt(matcher.group(3)));
        return start(end ? day.plusDays(1) : day);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The same without words, which were too common to be looked for. */
    public SearchQuery withoutWords() {
        List<String> more = new ArrayList<>(mistakes);
        more.add("\"" + words + "\" stands in almost every text and was not looked for.");
        return new SearchQuery("", from, after, before, more);
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return words.isEmpty() && from.isEmpty() && after.isEmpty() && before.isEmpty();
    }

    /** The words that a found message shows, for marking them. */
    public List<String> marked() {
        List<String> marked = new ArrayList<>();
        for (String word : words.split("[\\s\"]+")) {
            if (!word.isEmpty() && word.charAt(0) != '-' && !word.equals("OR")) {
                marked.add(word);
            }
        }
        return marked;
    }
}
