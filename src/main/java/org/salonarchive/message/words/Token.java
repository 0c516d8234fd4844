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
