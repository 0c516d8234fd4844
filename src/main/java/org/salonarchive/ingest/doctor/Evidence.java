package org.salonarchive.ingest.doctor;

import org.salonarchive.message.charset.Characters;

/**
 * A place where something was found.
 *
 * @param source the file, as it was named; of a long name the last {@value #SOURCE} characters
 * @param position bytes from its (decompressed) start to the separator or, without one, the message; where a line of
 *     a body is meant, to that line, as far as it is known
 * @param detail what stands there, on one line, without control characters, at most {@value #DETAIL} characters
 */
public record Evidence(String source, long position, String detail) {

    static final int DETAIL = 160;
    static final int SOURCE = 500;

    public Evidence {
        source = lastOf(Characters.ofField(source));
        detail = shortened(Characters.ofField(detail));
    }

    private static String lastOf(String text) {
        int count = text.codePointCount(0, text.length());
        return count <= SOURCE ? text : "…" + text.substring(text.offsetByCodePoints(0, count - SOURCE + 1));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= DETAIL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, DETAIL - 1)) + "…";
    }
}
