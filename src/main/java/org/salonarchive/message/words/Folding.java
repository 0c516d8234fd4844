package org.salonarchive.message.words;

import java.text.Normalizer;
import java.util.Locale;

/** Forms of a word that count as the same. */
public final class Folding {

    /** Characters; a word of {@link Tokenizer#LONGEST} may become longer, since one character may stand for a sentence. */
    private static final int LONGEST = 2 * Tokenizer.LONGEST;

    private static final char FIRST_BEYOND_ASCII = '\u0080';
    private static final char FIRST_COMBINING = '\u0300';
    private static final char LAST_COMBINING = '\u036F';
    /** The first character of Hangul, whose syllables would fall apart, and all beyond have no accents. */
    private static final char BEYOND_ACCENTS = '\u2000';

    private Folding() {}

    /** In lower case and compatibility form: {@code ＬＩＮＵＸ} and {@code Linux} are one. */
    static String lower(String word) {
        if (isAscii(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        String lower =
                Normalizer.normalize(withoutUnseen(word), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return lower.length() <= LONGEST ? lower : lower.substring(0, lower.offsetByCodePoints(0, LONGEST / 2));
    }

    private static CharSequence withoutUnseen(String word) {
        StringBuilder seen = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (!Tokenizer.isUnseen(word.charAt(i))) {
                seen.append(word.charAt(i));
            }
        }
        return seen;
    }

    /** A lower-case word without accents: {@code café} and {@code cafe} are one, so are {@code straße} and {@code strasse}. */
    public static String withoutAccents(String word) {
        if (isAscii(word)) {
            return word;
        }
        StringBuilder plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c < FIRST_BEYOND_ASCII || c >= BEYOND_ACCENTS) {
                plain.append(c);
            } else if (c < FIRST_COMBINING || c > LAST_COMBINING) {
                plain.append(letters(c));
            }
        }
        return plain.toString();
    }

    private static String letters(char c) {
        switch (c) {
            case 'ß':
                return "ss";
            case 'æ':
                return "ae";
            case 'œ':
                return "oe";
            case 'ø':
                return "o";
            case 'ł':
                return "l";
            case 'đ', 'ð':
                return "d";
            case 'ħ':
                return "h";
            case 'ı':
                return "i";
            case 'þ':
                return "th";
            default:
                return base(c);
        }
    }

    private static String base(char c) {
        String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        return apart.length() > 1 && apart.charAt(1) >= FIRST_COMBINING && apart.charAt(1) <= LAST_COMBINING
                ? apart.substring(0, 1)
                : String.valueOf(c);
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= FIRST_BEYOND_ASCII) {
                return false;
            }
        }
        return true;
    }
}
