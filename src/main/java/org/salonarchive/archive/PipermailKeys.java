package org.salonarchive.archive;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what Pipermail sorts the indexes of a volume, so that readers find a message where they always looked: by
 * surname, and by the subject without the list's prefix, reply marks and white space.
 */
final class PipermailKeys {

    /** Words that belong to the surname after them, however they are written. */
    private static final Set<String> PARTICLES = Set.of("van", "von", "der", "de");

    private static final Pattern REPLY =
            Pattern.compile("(?:RE|AW|SV|VS)(?:\\[\\d+\\])?:\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("%\\d*d");

    /** No more of a hostile subject is looked at. */
    private static final int LONGEST = 1_000;

    private PipermailKeys() {}

    /** {@code Rossum van, Guido}; upper case sorts before lower case. */
    static String ofAuthor(String name) {
        String[] words = name.strip().split("\\s+");
        if (name.indexOf(',') >= 0 || words.length == 1) {
            return name;
        }
        boolean oneCase = name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
        int surname = words.length - 1;
        while (surname > 0 && belongs(words[surname - 1], oneCase)) {
            surname--;
        }
        StringBuilder key = new StringBuilder(words[words.length - 1]);
        Arrays.stream(words, surname, words.length - 1)
                .forEach(word -> key.append(' ').append(word));
        return key.append(", ")
                .append(String.join(" ", Arrays.copyOf(words, surname)))
                .toString();
    }

    /** A small first letter tells a particle only where there are capitals elsewhere. */
    private static boolean belongs(String word, boolean oneCase) {
        char first = word.charAt(0);
        return PARTICLES.contains(word.toLowerCase(Locale.ROOT)) || !oneCase && first >= 'a' && first <= 'z';
    }

    /** @param prefix of {@link #prefix} */
    static String ofSubject(String subject, Pattern prefix) {
        String bounded = subject.substring(0, Math.min(LONGEST, subject.length()));
        String bare = prefix.matcher(bounded).replaceAll("").stripLeading();
        Matcher reply = REPLY.matcher(bare);
        int start = 0;
        while (reply.region(start, bare.length()).lookingAt()) {
            start = reply.end();
        }
        StringBuilder key = new StringBuilder(bare.length());
        bare.substring(start)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(key::appendCodePoint);
        return key.toString().toLowerCase(Locale.ROOT);
    }

    /**
     * What the list server puts before subjects.
     *
     * @param setting the prefix, in which {@code %d} stands for a number; when it is empty, the list's name in brackets
     */
    static Pattern prefix(String setting, String listName) {
        if (setting.isBlank()) {
            return Pattern.compile(
                    Pattern.quote("[" + listName + "]"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
        String text = setting.strip();
        StringBuilder pattern = new StringBuilder();
        Matcher number = NUMBER.matcher(text);
        int done = 0;
        while (number.find()) {
            pattern.append(Pattern.quote(text.substring(done, number.start()))).append("\\s*\\d+\\s*");
            done = number.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(text.substring(done))).toString());
    }
}
