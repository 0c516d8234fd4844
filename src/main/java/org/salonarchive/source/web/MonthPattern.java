package org.salonarchive.source.web;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An address with the words {@code {yyyy}}, {@code {MM}}, {@code {Month}} or {@code {Mon}} in it stands for one file
 * of each month: {@code {yyyy}-{Month}.txt.gz} for {@code 2024-March.txt.gz}.
 */
record MonthPattern(String text) {

    private static final List<String> WORDS = List.of("{yyyy}", "{MM}", "{Month}", "{Mon}");
    private static final Pattern OTHER = Pattern.compile("\\{[^}]*}?");

    /** Whether it is one address for each month. */
    boolean isMonthly() {
        return WORDS.stream().anyMatch(text::contains);
    }

    /** What stands in braces and is none of the words, if anything does. */
    Optional<String> unknownWord() {
        return OTHER.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !WORDS.contains(word))
                .findFirst();
    }

    /** The address of a month's file. */
    String at(YearMonth month) {
        return text.replace("{yyyy}", DateTimeFormatter.ofPattern("yyyy").format(month))
                .replace("{MM}", DateTimeFormatter.ofPattern("MM").format(month))
                .replace("{Month}", month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .replace("{Mon}", month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    }
}
