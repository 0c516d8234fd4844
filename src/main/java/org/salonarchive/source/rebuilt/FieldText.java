package org.salonarchive.source.rebuilt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Text as a header field may hold it. */
public final class FieldText {

    /** As Base64 in an encoded word these have 56 letters, of 75 that a word may have in all (RFC 2047, section 2). */
    private static final int WORD_BYTES = 42;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private FieldText() {}

    /** A date as its field has it (RFC 5322, section 3.3), in UTC. */
    public static String date(Instant at) {
        return DATE.format(at);
    }

    /** On one line where it is ASCII, else in encoded words (RFC 2047). */
    public static String encoded(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return line;
        }
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < line.length(); ) {
            String character = Character.toString(line.codePointAt(at));
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > WORD_BYTES) {
                words.append(word(word)).append("\n ");
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += size;
            at += character.length();
        }
        return words.append(word(word)).toString();
    }

    private static String word(StringBuilder text) {
        return "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
