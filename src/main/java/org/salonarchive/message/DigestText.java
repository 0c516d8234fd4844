package org.salonarchive.message;

import org.salonarchive.message.charset.Characters;

/** The form of a text that counts for the content hash; see {@link ContentDigest}. */
final class DigestText {
    private static final String FROM = "From ";
    /** How Google's footer begins where tags and line ends are gone. */
    private static final String GOOGLE = "-- You received this message because you are subscribed to the Google Groups";

    private DigestText() {}

    static String ofPlain(String text) {
        StringBuilder lines = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int lineEnd = text.indexOf('\n', at);
            int end = lineEnd < 0 ? text.length() : lineEnd;
            appendLine(lines, text, at, end);
            at = end + 1;
        }
        return ListFooter.stripForDigest(withoutBlankEnds(lines));
    }

    private static void appendLine(StringBuilder lines, String text, int begin, int end) {
        int from = begin;
        while (from < end && text.charAt(from) == '>') {
            from++;
        }
        if (from > begin && !text.startsWith(FROM, from)) {
            from = begin;
        }
        int to = end;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        lines.append(text, from, to).append('\n');
    }

    private static String withoutBlankEnds(StringBuilder lines) {
        int begin = 0;
        while (begin < lines.length() && lines.charAt(begin) == '\n') {
            begin++;
        }
        int end = lines.length();
        while (end > begin && lines.charAt(end - 1) == '\n') {
            end--;
        }
        return lines.substring(begin, end);
    }

    static String ofHtml(String html) {
        StringBuilder outside = new StringBuilder(html.length());
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            outside.append(html, at, open < 0 ? html.length() : open).append(' ');
            int close = open < 0 ? -1 : html.indexOf('>', open);
            if (close < 0) {
                if (open >= 0) {
                    outside.append(html, open, html.length());
                }
                break;
            }
            at = close + 1;
        }
        String text = Characters.collapsed(outside.toString());
        int footer = text.lastIndexOf(GOOGLE);
        return footer < 0 ? text : text.substring(0, footer).stripTrailing();
    }
}
