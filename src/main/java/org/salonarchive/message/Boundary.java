package org.salonarchive.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The delimiter lines of multiparts (RFC 2046 §5.1.1). */
final class Boundary {
    /** A guess is looked for in this much of the content. */
    private static final int GUESS_BYTES = 64 << 10;

    private static final int GUESS_LENGTH = 74;

    private Boundary() {}

    /** The delimiter that Content-Type names, "--" included; empty when it names none that can be used. */
    static Optional<byte[]> declared(MimeFields fields) {
        String boundary = fields.contentType().parameter("boundary").stripTrailing();
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        boolean usable = !boundary.isEmpty() && delimiter.length <= ParseLimits.BOUNDARY_BYTES + 2;
        return usable ? Optional.of(delimiter) : Optional.empty();
    }

    /** A line of the content that looks like a delimiter: dashes, one word, and a part's header section after it. */
    static Optional<byte[]> guessed(ByteRange range, IntPredicate isOther) {
        byte[] bytes = range.source();
        int end = range.end();
        int limit = Math.min(end, range.begin() + GUESS_BYTES);
        int at = range.begin();
        while (at < limit) {
            int lineEnd = Lines.end(bytes, at, end);
            int next = Lines.next(bytes, lineEnd, end);
            if (isLikely(bytes, at, lineEnd) && beginsPart(bytes, next, end) && !isOther.test(at)) {
                return Optional.of(Arrays.copyOfRange(bytes, at, lineEnd));
            }
            at = next;
        }
        return Optional.empty();
    }

    private static boolean isLikely(byte[] bytes, int begin, int end) {
        int length = end - begin;
        if (length < 4 || length > GUESS_LENGTH || bytes[begin] != '-' || bytes[begin + 1] != '-') {
            return false;
        }
        boolean word = false;
        for (int i = begin; i < end; i++) {
            if (bytes[i] <= ' ') {
                return false;
            }
            word |= bytes[i] != '-' && bytes[i] != '_' && bytes[i] != '=';
        }
        return word;
    }

    private static boolean beginsPart(byte[] bytes, int begin, int end) {
        int lineEnd = Lines.end(bytes, begin, end);
        String line = new String(bytes, begin, Math.min(lineEnd - begin, 8), StandardCharsets.US_ASCII);
        return line.equalsIgnoreCase("content-");
    }

    /** Whether the line here is this delimiter, closing or not: a line end or white space must follow. */
    static boolean isAt(byte[] bytes, int position, int end, byte[] delimiter) {
        int after = position + delimiter.length;
        if (after > end || !Arrays.equals(bytes, position, after, delimiter, 0, delimiter.length)) {
            return false;
        }
        return isSpace(bytes, after, end) || closes(bytes, position, end, delimiter);
    }

    /** Given that this delimiter stands here, whether it closes the multipart. */
    static boolean closes(byte[] bytes, int position, int end, byte[] delimiter) {
        int after = position + delimiter.length;
        return after + 2 <= end && bytes[after] == '-' && bytes[after + 1] == '-' && isSpace(bytes, after + 2, end);
    }

    private static boolean isSpace(byte[] bytes, int position, int end) {
        return position >= end || bytes[position] >= 0 && Character.isWhitespace(bytes[position]);
    }
}
