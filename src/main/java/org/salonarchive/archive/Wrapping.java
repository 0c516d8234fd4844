package org.salonarchive.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * How content stood in a mail: as it is, or in Base64 (RFC 2045 §6.8) with lines of one length.
 *
 * @param lineLength letters in a line of Base64; 0 where the content stood as it is
 * @param crLf whether the lines ended with CR LF, else LF
 */
record Wrapping(int lineLength, boolean crLf) {

    static final Wrapping NONE = new Wrapping(0, false);

    /** RFC 5322 §2.1.1. */
    private static final int LONGEST_LINE = 998;

    private static final int LETTERS_OF_THREE_BYTES = 4;

    private static final int LINES_AT_ONCE = 1_024;

    /** The wrapping of which these bytes are the beginning of a line, if they can be Base64. */
    static Optional<Wrapping> ofFirstLine(byte[] bytes, int begin, int end) {
        int last = Math.min(end, begin + LONGEST_LINE + 2);
        for (int at = begin; at < last; at++) {
            if (bytes[at] == '\n') {
                boolean crLf = at > begin && bytes[at - 1] == '\r';
                int length = at - begin - (crLf ? 1 : 0);
                return length > 0 && length % LETTERS_OF_THREE_BYTES == 0
                        ? Optional.of(new Wrapping(length, crLf))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Content as it stood, without a line end after its last line. */
    byte[] wrap(byte[] content) {
        return lineLength == 0 ? content : encoder().encode(content);
    }

    private Base64.Encoder encoder() {
        return Base64.getMimeEncoder(lineLength, lineEnd());
    }

    private byte[] lineEnd() {
        return (crLf ? "\r\n" : "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether content, so wrapped, is exactly what stands here; looks at a few lines at a time. */
    boolean gives(byte[] content, byte[] bytes, int begin, int end) {
        if (lineLength == 0) {
            return Arrays.equals(content, 0, content.length, bytes, begin, end);
        }
        Base64.Encoder encoder = encoder();
        int step = LINES_AT_ONCE * lineLength / LETTERS_OF_THREE_BYTES * 3;
        int at = begin;
        for (int from = 0; from < content.length; from += step) {
            byte[] before = from == 0 ? new byte[0] : lineEnd();
            byte[] lines = encoder.encode(Arrays.copyOfRange(content, from, Math.min(content.length, from + step)));
            if (!stands(before, bytes, at, end) || !stands(lines, bytes, at + before.length, end)) {
                return false;
            }
            at += before.length + lines.length;
        }
        return at == end;
    }

    private static boolean stands(byte[] what, byte[] bytes, int at, int end) {
        return what.length <= end - at && Arrays.equals(what, 0, what.length, bytes, at, at + what.length);
    }
}
