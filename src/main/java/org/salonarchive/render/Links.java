package org.salonarchive.render;

import java.util.Locale;

/**
 * Writes a line of a mail with its addresses of pages as links. One pass from text to markup: nothing looks
 * at the markup again.
 */
final class Links {

    private static final String REL = "\" rel=\"nofollow noopener noreferrer ugc\">";
    private static final int LONGEST = 2_000;

    private final AddressMask mask;

    Links(AddressMask mask) {
        this.mask = mask;
    }

    void write(Markup markup, String line) {
        int done = 0;
        int at = next(line, 0);
        while (at >= 0) {
            int end = end(line, at);
            if (end > at + "https://".length()) {
                text(markup, line.substring(done, at));
                markup.tag("<a href=\"")
                        .text(line, at, end)
                        .tag(REL)
                        .text(line, at, end)
                        .tag("</a>");
                done = end;
            }
            at = next(line, Math.max(end, at + 1));
        }
        text(markup, line.substring(done));
    }

    private void text(Markup markup, String text) {
        markup.text(mask.maskText(text));
    }

    private static int next(String line, int from) {
        for (int colon = line.indexOf("://", from); colon >= 0; colon = line.indexOf("://", colon + 1)) {
            for (String scheme : new String[] {"https", "http"}) {
                int start = colon - scheme.length();
                if (start >= from
                        && line.substring(start, colon).toLowerCase(Locale.ROOT).equals(scheme)
                        && (start == 0 || !Character.isLetterOrDigit(line.charAt(start - 1)))) {
                    return start;
                }
            }
        }
        return -1;
    }

    /** Up to white space, quotes or angle brackets; without the punctuation that ends a sentence. */
    private static int end(String line, int start) {
        int end = start;
        int opened = 0;
        while (end < line.length() && end - start < LONGEST && isPart(line.charAt(end))) {
            opened += line.charAt(end) == '(' ? 1 : 0;
            if (line.charAt(end) == ')' && --opened < 0) {
                break;
            }
            end++;
        }
        while (end > start && ".,;:!?'*_~]}".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean isPart(char c) {
        return c > ' '
                && c != '<'
                && c != '>'
                && c != '"'
                && c != '`'
                && c != '|'
                && c != '\\'
                && c != '\u00A0'
                && !Character.isWhitespace(c)
                && !Character.isISOControl(c);
    }
}
