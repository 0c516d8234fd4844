package org.salonarchive.message.words;

/**
 * A word where it stands in a text.
 *
 * @param word in lower case and compatibility form (NFKC), with its accents
 * @param position counted from 1; how far a token is from the one before tells what stands between them, see
 *     {@link Tokenizer}
 * @param from where it begins in the text
 * @param to behind its end
 * @param kind what it is made of
 */
public record Token(String word, int position, int from, int to, Kind kind) {

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

    /** The word without accents. */
    public String folded() {
        return Folding.withoutAccents(word);
    }
}
