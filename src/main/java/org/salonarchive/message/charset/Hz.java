package org.salonarchive.message.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Decodes HZ (RFC 1843), the 7-bit form of GB 2312, which Java does not have. */
final class Hz {
    private static final Charset GB = Charset.forName("GB18030");

    private Hz() {}

    static String decode(byte[] bytes) {
        ByteArrayOutputStream gb = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i];
            int next = i + 1 < bytes.length ? bytes[i + 1] : -1;
            if (b == '~' && isEscape(next)) {
                i++;
                chinese = next == '{' || next == '~' && chinese;
                if (next == '~') {
                    gb.write('~');
                }
            } else if (b == '\n') {
                // Escapes do not reach over lines.
                chinese = false;
                gb.write(b);
            } else {
                gb.write(chinese && b > ' ' ? b | 0x80 : b);
            }
        }
        return gb.toString(GB);
    }

    private static boolean isEscape(int c) {
        return c == '{' || c == '}' || c == '~' || c == '\n';
    }
}
