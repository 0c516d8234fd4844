package org.salonarchive.message.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Guesses the charset of 8-bit text that declares none and is no UTF-8. */
final class Detection {
    /** The detector looks at no more than this; more does not make it surer. */
    private static final int SAMPLE_BYTES = 4 << 10;
    /** Of 100. Below it the detector is wrong more often than windows-1252 is. */
    private static final int LEAST_CONFIDENCE = 20;
    /** A few words with accents tell nothing; by far the most were written in western Europe. */
    private static final int LATIN_BYTES = 48;
    /** So many bytes beyond ASCII in a row are no accents. */
    private static final int WORD = 3;

    private Detection() {}

    static Charset of(byte[] bytes) {
        byte[] lines = linesBeyondAscii(bytes);
        boolean latin = isLatin(lines);
        if (latin && lines.length < LATIN_BYTES) {
            return Charsets.WINDOWS_1252;
        }
        CharsetMatch[] matches =
                new CharsetDetector().setText(latin ? around(bytes) : lines).detectAll();
        return best(matches, latin)
                .or(() -> latin ? Optional.empty() : Optional.of(ofFewCharacters(lines)))
                .filter(charset -> latin || new String(lines, charset).indexOf('\uFFFD') < 0)
                .orElse(Charsets.WINDOWS_1252);
    }

    /** The detector cannot tell a few Chinese characters apart: only Big5 has bytes of ASCII among them. */
    private static Charset ofFewCharacters(byte[] lines) {
        int run = 0;
        boolean paired = true;
        for (byte b : lines) {
            paired &= b < 0 || run % 2 == 0;
            run = b < 0 ? run + 1 : 0;
        }
        return Charset.forName(paired && run % 2 == 0 ? "GB18030" : "Big5-HKSCS");
    }

    private static Optional<Charset> best(CharsetMatch[] matches, boolean latin) {
        return Arrays.stream(matches)
                .filter(match -> match.getConfidence() >= LEAST_CONFIDENCE)
                .map(match -> match.getName().toLowerCase(Locale.ROOT))
                .filter(name -> isEverMailed(name) && isForLatin(name) == latin)
                .findFirst()
                .flatMap(name -> Charsets.find(Charsets.canonical(name)));
    }

    /** What stands around the first byte beyond ASCII: the plain letters of a language tell it apart as well. */
    private static byte[] around(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            first++;
        }
        int begin = Math.max(0, first - SAMPLE_BYTES / 2);
        return Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + SAMPLE_BYTES));
    }

    /** The lines that hold bytes beyond ASCII, as far as they go; others may be quoted from another language. */
    private static byte[] linesBeyondAscii(byte[] bytes) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream(SAMPLE_BYTES);
        int line = 0;
        boolean beyond = false;
        for (int i = 0; i < bytes.length && sample.size() < SAMPLE_BYTES; i++) {
            beyond |= bytes[i] < 0;
            boolean ends = bytes[i] == '\n' || i + 1 == bytes.length || i - line + 1 == SAMPLE_BYTES;
            if (ends && beyond) {
                sample.write(bytes, line, Math.min(i + 1 - line, SAMPLE_BYTES - sample.size()));
            }
            if (ends) {
                line = i + 1;
                beyond = false;
            }
        }
        return sample.toByteArray();
    }

    /** Whether bytes beyond ASCII stand alone, as accented letters do, rather than make up words. */
    private static boolean isLatin(byte[] sample) {
        int beyond = 0;
        int inWords = 0;
        int run = 0;
        for (byte b : sample) {
            run = b < 0 ? run + 1 : 0;
            beyond += b < 0 ? 1 : 0;
            inWords += run == WORD ? WORD : run > WORD ? 1 : 0;
        }
        return inWords * 2 < beyond;
    }

    private static boolean isForLatin(String name) {
        return switch (name) {
            case "windows-1250", "windows-1252", "windows-1254", "iso-8859-1", "iso-8859-2", "iso-8859-9" -> true;
            default -> false;
        };
    }

    /** The charset that the escape sequences of 7-bit text mean (ISO 2022). */
    static Optional<Charset> ofEscapes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("\u001b$)C")) {
            return Charsets.find("iso-2022-kr");
        }
        boolean japanese = text.contains("\u001b$B") || text.contains("\u001b$@") || text.contains("\u001b(J");
        return japanese ? Charsets.find("x-windows-iso2022jp") : Optional.empty();
    }

    private static boolean isEverMailed(String name) {
        return !name.startsWith("ibm42") && !name.startsWith("utf-16") && !name.startsWith("utf-32");
    }
}
