package org.salonarchive.ingest.doctor;

import org.salonarchive.message.charset.Characters;

/**
 * A place where something was found.
 *
 * @param source the file, as it was named
 * @param position bytes from its (decompressed) start to the separator or, without one, the message; where a line of
 *     a body is meant, to that line, as far as it is known
 * @param detail what stands there, on one line, without control characters, at most {@value #DETAIL} characters
 */
public record Evidence(String source, long position, String detail) {

    static final int DETAIL = 160;

    public Evidence {
        source = Characters.ofField(source);
        detail = shortened(Characters.ofField(detail));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= DETAIL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, DETAIL - 1)) + "…";
    }
}
