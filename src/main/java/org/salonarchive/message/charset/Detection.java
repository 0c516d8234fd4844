package org.salonarchive.message.charset;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
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
    private static final int MULTI_BYTE_CONFIDENCE = 20;

    private static final int SINGLE_BYTE_CONFIDENCE = 30;

    private Detection() {}

    static Charset of(byte[] bytes) {
        byte[] sample = sample(bytes);
        for (CharsetMatch match : new CharsetDetector().setText(sample).detectAll()) {
            String name = match.getName().toLowerCase(Locale.ROOT);
            if (isEverMailed(name) && match.getConfidence() >= leastConfidence(name)) {
                return Charsets.find(Charsets.canonical(name)).orElse(Charsets.WINDOWS_1252);
            }
        }
        return Charsets.WINDOWS_1252;
    }

    /** The text from the line of the first byte beyond ASCII on, since what stands before it says nothing. */
    private static byte[] sample(byte[] bytes) {
        int first = 0;
        int line = 0;
        while (first < bytes.length && bytes[first] >= 0) {
            line = bytes[first] == '\n' ? first + 1 : line;
            first++;
        }
        int begin = Math.max(line, first - SAMPLE_BYTES / 2);
        return Arrays.copyOfRange(bytes, begin, Math.min(bytes.length, begin + SAMPLE_BYTES));
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

    private static int leastConfidence(String name) {
        return switch (name) {
            case "gb18030", "big5", "euc-jp", "euc-kr", "shift_jis" -> MULTI_BYTE_CONFIDENCE;
            default -> SINGLE_BYTE_CONFIDENCE;
        };
    }
}
