package org.salonarchive.source.mhonarc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what MHonArc does to words of HTML that could be taken for scripts. Only what a reader reads is changed; within
 * tags they stay as they are.
 */
final class Disarmed {

    private static final Pattern WORD = Pattern.compile("_(javascript|vbscript|ecmascript|expression)_");

    private Disarmed() {}

    static String words(String html) {
        Matcher word = WORD.matcher(html);
        if (!word.find()) {
            return html;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            int textEnd = tag < 0 ? html.length() : tag;
            out.append(WORD.matcher(html.substring(at, textEnd)).replaceAll(found -> word(found.group(1))));
            int close = tag < 0 ? -1 : html.indexOf('>', tag);
            int tagEnd = close < 0 ? html.length() : close + 1;
            out.append(html, textEnd, tagEnd);
            at = tagEnd;
        }
        return out.toString();
    }

    /** Their case is lost; these are the ways in which they are mostly written. */
    private static String word(String lower) {
        return switch (lower) {
            case "javascript" -> "JavaScript";
            case "vbscript" -> "VBScript";
            case "ecmascript" -> "ECMAScript";
            default -> lower;
        };
    }
}
