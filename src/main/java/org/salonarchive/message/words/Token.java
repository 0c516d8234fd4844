package org.salonarchive.message.words;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A word where it stands in a text. Its spelling is worked out when it is first asked for; not thread-safe. */
public final class Token {

    /** What a token is made of. */
    public enum Kind {
        /** Letters alone: a word of some language, which has a stem. */
        LETTERS,
        /** Letters, digits, underscores and what else names things: has no stem. */
        NAME,
        /** Two neighbouring characters of a script that puts no spaces between its words. */
        PAIR,
        /** The last character of a stretch of such a script. */
        LAST
    }

    private static final char LATIN_END = '\u0250';

    private final String text;
    private final int from;
    private final int counted;
    private final int to;
    private final int position;
    private final Kind kind;
    private final boolean ascii;
    private @Nullable String word;
    private @Nullable String folded;

    /**
     * Finds a token.
     *
     * @param counted behind the last character that counts
     * @param ascii whether it has no other characters, so that there is little to fold
     */
    Token(String text, int from, int counted, int to, int position, Kind kind, boolean ascii) {
        this.ascii = ascii;
        this.text = text;
        this.from = from;
        this.counted = counted;
        this.to = to;
        this.position = position;
        this.kind = kind;
    }

    /** The word in lower case and compatibility form (NFKC), with its accents. */
    public String word() {
        String known = word;
        if (known == null) {
            String spelt = text.substring(from, counted);
            known = ascii ? spelt.toLowerCase(Locale.ROOT) : Folding.lower(spelt);
            word = known;
        }
        return known;
    }

    /** The word without accents. */
    public String folded() {
        String known = folded;
        if (known == null) {
            known = ascii ? word() : Folding.withoutAccents(word());
            folded = known;
        }
        return known;
    }

    /** Whether it is of ASCII alone, so that it has no accents. */
    public boolean isAscii() {
        return ascii;
    }

    /** Characters of one of ASCII that count. */
    int length() {
        return counted - from;
    }

    /** {@link String#hashCode} of the word, which is of ASCII. */
    int hash() {
        int hash = 0;
        for (int i = from; i < counted; i++) {
            hash = 31 * hash + lower(text.charAt(i));
        }
        return hash;
    }

    /** Whether a word in UTF-8 is this one, which is of ASCII. */
    boolean isSpelt(byte[] names, int begin, int end) {
        if (end - begin != counted - from) {
            return false;
        }
        for (int i = from, at = begin; i < counted; i++, at++) {
            if (names[at] != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Writes the word, which is of ASCII. */
    void spell(byte[] to, int at) {
        for (int i = from; i < counted; i++) {
            to[at + i - from] = (byte) lower(text.charAt(i));
        }
    }

    /** Whether the word begins with a Latin letter. */
    boolean isLatin() {
        char first = ascii ? text.charAt(from) : word().charAt(0);
        return first < LATIN_END && Character.isLetter(first);
    }

    private static char lower(char ascii) {
        return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + ('a' - 'A')) : ascii;
    }

    /** The text that it stands in. */
    String text() {
        return text;
    }

    /** Counted from 1; how far a token is from the one before tells what stands between them, see {@link Tokenizer}. */
    public int position() {
        return position;
    }

    /** Where it begins in the text. */
    public int from() {
        return from;
    }

    /** Behind its end. */
    public int to() {
        return to;
    }

    /** What it is made of. */
    public Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return word() + "@" + position;
    }
}
