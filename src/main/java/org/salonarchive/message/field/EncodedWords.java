package org.salonarchive.message.field;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.salonarchive.message.charset.Characters;
import org.salonarchive.message.charset.TextDecoder;

/**
 * Decodes encoded words (RFC 2047) wherever they stand: inside quotes, glued to other text, with spaces inside.
 * Adjacent words of one charset are decoded together, for mailers that split a character between them.
 */
public final class EncodedWords {
    /** Words decoded in one field; more stay as they stand. */
    public static final int BOUND = 200;

    private final String raw;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private String runCharset = "";
    private int count;
    /** The next "?=", so that unended words do not search the same stretch again and again. */
    private int knownEnd = -1;

    private EncodedWords(String raw) {
        this.raw = raw;
    }

    /** The text with its encoded words decoded, on one line, without control characters. */
    public static String decode(String raw) {
        return raw.contains("=?") ? Characters.ofField(new EncodedWords(raw).decoded()) : Characters.ofField(raw);
    }

    /** Where the encoded word that begins here ends; -1 when none begins here. */
    public static int end(String raw, int begin) {
        return new EncodedWords(raw).wordAt(begin).end;
    }

    /** Whether more words stand here than are decoded. */
    public static boolean exceedsBound(String raw) {
        int words = 0;
        for (int i = raw.indexOf("=?"); i >= 0; i = raw.indexOf("=?", i + 2)) {
            words++;
        }
        return words > BOUND;
    }

    private String decoded() {
        int plain = 0;
        int i = raw.indexOf("=?");
        while (i >= 0 && count < BOUND) {
            Word word = wordAt(i);
            if (word.end < 0) {
                i = raw.indexOf("=?", i + 2);
                continue;
            }
            appendPlain(plain, i);
            appendWord(word);
            count++;
            plain = word.end;
            i = raw.indexOf("=?", plain);
        }
        appendPlain(plain, raw.length());
        flush();
        return text.toString();
    }

    /** Appends what stands between words; white space between two words belongs to the encoding. */
    private void appendPlain(int from, int to) {
        if (from == to || runCharset.isEmpty() && from == 0) {
            text.append(raw, from, to);
            return;
        }
        boolean between = to < raw.length() && raw.substring(from, to).isBlank();
        if (!between) {
            flush();
            text.append(raw, from, to);
        }
    }

    private void appendWord(Word word) {
        if (!word.charset.equalsIgnoreCase(runCharset)) {
            flush();
            runCharset = word.charset;
        }
        byte[] bytes = word.base64 ? base64(word.text) : quoted(word.text);
        run.write(bytes, 0, bytes.length);
    }

    private void flush() {
        if (run.size() > 0) {
            text.append(TextDecoder.decodeWord(run.toByteArray(), runCharset));
            run.reset();
        }
        runCharset = "";
    }

    private record Word(String charset, boolean base64, String text, int end) {
        static final Word NONE = new Word("", false, "", -1);
    }

    private Word wordAt(int begin) {
        int charsetEnd = raw.indexOf('?', begin + 2);
        if (charsetEnd <= begin + 2 || charsetEnd - begin > 80 || charsetEnd + 2 >= raw.length()) {
            return Word.NONE;
        }
        char encoding = Character.toUpperCase(raw.charAt(charsetEnd + 1));
        boolean base64 = encoding == 'B';
        if (!base64 && encoding != 'Q' || raw.charAt(charsetEnd + 2) != '?') {
            return Word.NONE;
        }
        int from = charsetEnd + 3;
        if (knownEnd < from) {
            int found = raw.indexOf("?=", from);
            knownEnd = found < 0 ? raw.length() : found;
        }
        if (knownEnd == raw.length() || holdsAnotherWord(from, knownEnd)) {
            return Word.NONE;
        }
        String charset = raw.substring(begin + 2, charsetEnd);
        int language = charset.indexOf('*');
        String name = language > 0 ? charset.substring(0, language) : charset;
        return name.indexOf(' ') >= 0 ? Word.NONE : new Word(name, base64, raw.substring(from, knownEnd), knownEnd + 2);
    }

    private boolean holdsAnotherWord(int from, int to) {
        int inner = raw.indexOf("=?", from);
        // "=?=" ends a word whose text ends in an equals sign.
        return inner >= 0 && inner + 1 < to;
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                // Raw 8-bit text inside a word: what the header section was read as, in the word's own charset.
                byte[] raw = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                bytes.write(raw, 0, raw.length);
            }
        }
        return bytes.toByteArray();
    }

    /** Lenient: skips what is no Base64, takes a missing or early end as it comes. */
    private static byte[] base64(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean known =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
            if (known) {
                clean.append(c);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1);
        }
        return Base64.getDecoder().decode(clean.toString());
    }
}
