package org.salonarchive.message.charset;

/** Decodes UTF-7 (RFC 2152), which Java does not have. */
final class Utf7 {
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Utf7() {}

    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int b = bytes[i++] & 0xff;
            if (b != '+') {
                text.append(b < 0x80 ? (char) b : '\uFFFD');
            } else if (i < bytes.length && bytes[i] == '-') {
                text.append('+');
                i++;
            } else {
                i = shifted(bytes, i, text);
            }
        }
        return Characters.ofBody(text.toString());
    }

    /** Decodes one run of modified Base64 and returns where the text goes on. */
    private static int shifted(byte[] bytes, int from, StringBuilder text) {
        int buffer = 0;
        int bits = 0;
        int i = from;
        while (i < bytes.length) {
            int value = BASE64.indexOf(bytes[i]);
            if (value < 0) {
                break;
            }
            buffer = (buffer << 6 | value) & 0x3fffff;
            bits += 6;
            if (bits >= Character.SIZE) {
                bits -= Character.SIZE;
                text.append((char) (buffer >> bits));
            }
            i++;
        }
        if (i == from) {
            // No Base64 after the plus: a writer who did not mean UTF-7 here.
            text.append('+');
        }
        return i < bytes.length && bytes[i] == '-' ? i + 1 : i;
    }
}
