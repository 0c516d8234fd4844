package org.salonarchive.render;

/** Builds markup: everything that comes from a mail goes through {@link #text}, tags are our own. */
final class Markup {

    /** No script of the world piles up more marks on one letter. */
    private static final int MOST_MARKS = 8;

    private static final int SPOILT = 0xFFFD;

    private final StringBuilder out;

    Markup(int expected) {
        out = new StringBuilder(expected + expected / 4 + 64);
    }

    /** Our own markup. */
    Markup tag(String markup) {
        out.append(markup);
        return this;
    }

    /**
     * Text of a mail, escaped. Controls, half characters, overrides of direction and what piles up on a letter
     * beyond eight combining marks are shown as U+FFFD, so that nothing can disturb the page unseen.
     */
    Markup text(CharSequence text) {
        return text(text, 0, text.length());
    }

    Markup text(CharSequence text, int from, int to) {
        int marks = 0;
        for (int i = from; i < to; ) {
            int c = Character.codePointAt(text, i);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                character(c);
            } else if (marks == MOST_MARKS + 1) {
                out.appendCodePoint(SPOILT);
            }
            i += Character.charCount(c);
        }
        return this;
    }

    private void character(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&#34;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append((char) c);
            case '\r' -> {}
            default -> out.appendCodePoint(isHarmless(c) ? c : SPOILT);
        }
    }

    private static boolean isMark(int c) {
        if (c < 0x300) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Not a C0 or C1 control, not half a pair, not an embedding, override or isolate of the text's direction. */
    private static boolean isHarmless(int c) {
        boolean control =
                c < ' ' || c >= 0x7F && c < 0xA0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !control && !direction;
    }

    SafeHtml safe() {
        return new SafeHtml(out.toString());
    }
}
