package org.salonarchive.render;

/** Builds markup: everything that comes from a mail goes through {@link #text}, tags are our own. */
final class Markup {

    private final StringBuilder out;

    Markup(int expected) {
        out = new StringBuilder(expected + expected / 4 + 64);
    }

    /** Our own markup. */
    Markup tag(String markup) {
        out.append(markup);
        return this;
    }

    /** Text of a mail, escaped; controls and directions that could disturb the page are shown as a mark. */
    Markup text(CharSequence text) {
        return text(text, 0, text.length());
    }

    Markup text(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            character(text.charAt(i));
        }
        return this;
    }

    private void character(char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&#34;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append(c);
            case '\r' -> {}
            default -> out.append(isHarmless(c) ? c : '\uFFFD');
        }
    }

    /** Not a C0 or C1 control, not an override or isolate of the text's direction. */
    private static boolean isHarmless(char c) {
        boolean control = c < ' ' || c >= 0x7F && c < 0xA0;
        boolean direction = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
        return !control && !direction;
    }

    SafeHtml safe() {
        return new SafeHtml(out.toString());
    }
}
