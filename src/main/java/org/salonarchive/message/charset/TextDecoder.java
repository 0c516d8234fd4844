package org.salonarchive.message.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Decodes text: by the declared charset unless it cannot be right, else by a byte order mark, else as UTF-8 where the bytes are valid UTF-8,
 * else by a detector, else as windows-1252. What cannot be decoded becomes U+FFFD; nothing throws.
 */
public final class TextDecoder {
    private static final byte ESCAPE = 0x1b;
    /** So many characters of UTF-8 are no coincidence. */
    private static final int SEQUENCES = 2;

    private TextDecoder() {}

    /**
     * Decodes a body part.
     *
     * @param declared the charset parameter, "" when there is none
     */
    public static DecodedText decode(byte[] bytes, String declared) {
        String name = Charsets.canonical(declared);
        boolean ascii = Characters.isAscii(bytes, 0, bytes.length);
        if (name.isEmpty() || name.equals("us-ascii")) {
            return undeclared(bytes, ascii, !name.isEmpty() && !ascii);
        }
        Optional<String> special = special(bytes, name);
        if (special.isPresent()) {
            return new DecodedText(Characters.ofBody(special.get()), name, false, false);
        }
        Optional<Charset> charset = Charsets.find(name);
        if (charset.isEmpty()) {
            return undeclared(bytes, ascii, true);
        }
        if (charset.get().equals(StandardCharsets.UTF_8)) {
            return declaredUtf8(bytes);
        }
        return isUtf8InDisguise(bytes, charset.get())
                ? decoded(bytes, 0, StandardCharsets.UTF_8, true, true)
                : decoded(bytes, 0, charset.get(), false, false);
    }

    /**
     * Mailers that call any 8-bit text by their own charset: all of its bytes are UTF-8, which text of a charset with
     * one byte for a character is not by chance.
     */
    private static boolean isUtf8InDisguise(byte[] bytes, Charset declared) {
        if (!declared.canEncode() || declared.newEncoder().maxBytesPerChar() > 1) {
            return false;
        }
        Utf8 utf8 = Utf8.of(bytes);
        return utf8.isValid() && utf8.sequences() >= SEQUENCES;
    }

    /** Decodes a word of a header field, where too little text stands for a detector. */
    public static String decodeWord(byte[] bytes, String declared) {
        String name = Charsets.canonical(declared);
        Optional<String> special = special(bytes, name);
        if (special.isPresent()) {
            return special.get();
        }
        Utf8 utf8 = Utf8.of(bytes);
        Optional<Charset> charset = Charsets.find(name)
                .filter(found -> !found.equals(StandardCharsets.UTF_8) && !found.equals(StandardCharsets.US_ASCII));
        return new String(bytes, charset.orElse(utf8.isValid() ? StandardCharsets.UTF_8 : fallback(utf8)));
    }

    private static Charset fallback(Utf8 utf8) {
        return utf8.sequences() > utf8.malformed() ? StandardCharsets.UTF_8 : Charsets.WINDOWS_1252;
    }

    /** Whether the bytes are valid UTF-8 without the escape sequences of ISO 2022. */
    public static boolean isPlainUtf8(byte[] bytes) {
        return Utf8.of(bytes).isValid()
                && !(hasEscape(bytes) && Detection.ofEscapes(bytes).isPresent());
    }

    /** Whether this is the name of a charset, neither ASCII nor UTF-8, in which all of the bytes mean something. */
    public static boolean fits(byte[] bytes, String declared) {
        String name = Charsets.canonical(declared);
        return !name.equals("us-ascii")
                && !name.equals("utf-8")
                && Charsets.find(name)
                        .filter(charset -> new String(bytes, charset).indexOf('\uFFFD') < 0)
                        .isPresent();
    }

    private static Optional<String> special(byte[] bytes, String name) {
        return switch (name) {
            case "utf-7" -> Optional.of(Utf7.decode(bytes));
            case "hz-gb-2312" -> Optional.of(Hz.decode(bytes));
            default -> Optional.empty();
        };
    }

    private static DecodedText declaredUtf8(byte[] bytes) {
        Utf8 utf8 = Utf8.of(bytes);
        // Mailers that call any 8-bit text UTF-8: not one valid sequence, so it is none.
        if (!utf8.isValid() && utf8.sequences() == 0 && utf8.malformed() > 1) {
            return undeclared(bytes, false, true);
        }
        int from = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        return decoded(bytes, from, StandardCharsets.UTF_8, false, !utf8.isValid());
    }

    private static DecodedText undeclared(byte[] bytes, boolean ascii, boolean declaredWrong) {
        if (ascii) {
            if (hasEscape(bytes)) {
                return Detection.ofEscapes(bytes)
                        .map(charset -> decoded(bytes, 0, charset, true, declaredWrong))
                        .orElseGet(() -> decoded(bytes, 0, StandardCharsets.US_ASCII, false, declaredWrong));
            }
            return decoded(bytes, 0, StandardCharsets.US_ASCII, false, declaredWrong);
        }
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return decoded(bytes, 3, StandardCharsets.UTF_8, true, declaredWrong);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE, true, declaredWrong);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE, true, declaredWrong);
        }
        Charset charset = Utf8.of(bytes).isValid() ? StandardCharsets.UTF_8 : Detection.of(bytes);
        return decoded(bytes, 0, charset, true, declaredWrong);
    }

    private static DecodedText decoded(
            byte[] bytes, int from, Charset charset, boolean guessed, boolean declaredWrong) {
        String text = new String(bytes, from, bytes.length - from, charset);
        return new DecodedText(
                Characters.ofBody(text), charset.name().toLowerCase(Locale.ROOT), guessed, declaredWrong);
    }

    private static boolean hasEscape(byte[] bytes) {
        for (byte b : bytes) {
            if (b == ESCAPE) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
