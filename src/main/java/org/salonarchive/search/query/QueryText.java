package org.salonarchive.search.query;

import org.salonarchive.message.charset.Characters;

/** The characters of a query. */
final class QueryText {
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final char NON_JOINER = '\u200C';
    private static final char JOINER = '\u200D';
    private static final int LONGEST_SHOWN = 40;

    private QueryText() {}

    /**
     * The text with a space in the place of each character that separates words or that no page can show: white space,
     * control and bidi characters, lone surrogates. It is as long as before.
     */
    static String clean(String text) {
        char[] clean = text.toCharArray();
        for (int i = 0; i < clean.length; i++) {
            boolean paired = Character.isHighSurrogate(clean[i])
                    && i + 1 < clean.length
                    && Character.isLowSurrogate(clean[i + 1]);
            if (paired) {
                i++;
            } else if (separates(clean[i])) {
                clean[i] = ' ';
            }
        }
        return new String(clean);
    }

    private static boolean separates(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.FORMAT && c != SOFT_HYPHEN && c != NON_JOINER && c != JOINER;
    }

    /** The letters and digits of all scripts in it. */
    static long letters(String text) {
        return text.codePoints().filter(QueryText::isLetter).count();
    }

    private static boolean isLetter(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.OTHER_NUMBER
                || Character.getType(c) == Character.LETTER_NUMBER;
    }

    /** Between quotation marks; one within is written twice. */
    static String quoted(String value) {
        return '"' + Characters.collapsed(clean(value)).replace("\"", "\"\"") + '"';
    }

    /** As a value after a colon: as it is where that reads back, else between quotation marks. */
    static String value(String value) {
        return value.matches("[\\p{IsAlphabetic}\\p{IsDigit}][\\p{IsAlphabetic}\\p{IsDigit}._@+=-]*")
                ? value
                : quoted(value);
    }

    /** Between quotation marks in a sentence, where long text is cut. */
    static String shown(String typed) {
        String text = Characters.collapsed(clean(typed));
        return '"'
                + (text.codePointCount(0, text.length()) <= LONGEST_SHOWN
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…")
                + '"';
    }
}
