package org.salonarchive.message.passage;

/**
 * A stretch of a text's lines that is shown in one way.
 *
 * @param words the first line after what introduces the block: the attribution of a quote, the heading of a
 *     message that was answered or passed on
 * @param to the first line after the block
 */
public record Block(Kind kind, int from, int words, int to) {

    /** How a block is shown. */
    public enum Kind {
        /** What the author says. */
        WORDS,
        /** Lines with marks of a quote. */
        QUOTE,
        /** The same in a message passed on as a quote: it is what the mail is about. */
        OPEN_QUOTE,
        /** A diff. */
        PATCH,
        /** A signature or the footer of a list. */
        SIGNATURE,
        /** A whole message without marks below the author's answer. Its text are the blocks that follow, up to its last line. */
        ORIGINAL,
        /** The heading of a message passed on; what follows is shown like the author's own. */
        HEADING
    }
}
