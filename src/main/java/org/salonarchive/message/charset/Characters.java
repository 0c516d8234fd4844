package org.salonarchive.message.charset;

/** Takes out of text what neither a database nor a page can hold. */
public final class Characters {
    private static final char REPLACEMENT = '\uFFFD';

    private Characters() {}

    /**
     * The text of a body: line ends become LF, NUL and lone surrogates become U+FFFD, all else stays.
     */
    public static String ofBody(String text) {
        int first = firstUnfit(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder fit = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    fit.append('\n');
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                fit.append(c).append(text.charAt(++i));
            } else {
                fit.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return fit.toString();
    }

    private static int firstUnfit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == 0 || Character.isSurrogate(c)) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * The text of a header field: on one line, tabs and line ends become spaces, NUL and lone surrogates become
     * U+FFFD, other control characters go; trimmed.
     */
    public static String ofField(String text) {
        if (!hasControls(text)) {
            return text.strip();
        }
        StringBuilder fit = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                fit.append(c).append(text.charAt(++i));
            } else if (c == 0 || Character.isSurrogate(c)) {
                fit.append(REPLACEMENT);
            } else if (c == '\t' || c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                fit.append(' ');
            } else if (!Character.isISOControl(c)) {
                fit.append(c);
            }
        }
        return fit.toString().strip();
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f && c < 0xa0 || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Each run of white space as one space, none at either end. */
    public static String collapsed(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = !line.isEmpty();
            } else {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
        return line.toString();
    }

    /** Whether all these bytes are below 0x80. */
    public static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
