package org.salonarchive.source.pipermail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes once what Pipermail did to HTML so that a browser shows its source; each byte is a character here. */
final class Escaped {

    private static final Pattern MARKS = Pattern.compile("</?tt>\\n?|<br>");

    /** Pipermail of before 2.1.13 left the semicolon of some out. */
    private static final Pattern REFERENCES = Pattern.compile("&(nbsp;?|lt;|gt;|amp;|quot;|#(\\d{1,7});)");

    private Escaped() {}

    static String undone(String escaped) {
        Matcher reference = REFERENCES.matcher(MARKS.matcher(escaped).replaceAll(""));
        return reference.replaceAll(found -> Matcher.quoteReplacement(character(found.group(1), found.group(2))));
    }

    private static String character(String name, String number) {
        return switch (name) {
            case "nbsp", "nbsp;" -> " ";
            case "lt;" -> "<";
            case "gt;" -> ">";
            case "amp;" -> "&";
            case "quot;" -> "\"";
            default -> {
                int code = Integer.parseInt(number);
                yield code <= 0xFF ? String.valueOf((char) code) : "&#" + number + ";";
            }
        };
    }
}
