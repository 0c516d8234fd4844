package org.salonarchive.source;

import java.util.Arrays;

/** Lines that mboxrd quotes: any number of {@code >} and then {@code From }. */
final class QuotedFrom {

    private QuotedFrom() {}

    static boolean isIn(byte[] bytes) {
        for (int start = 0; start < bytes.length; start = nextLine(bytes, start)) {
            if (isAt(bytes, start)) {
                return true;
            }
        }
        return false;
    }

    /** Takes one {@code >} off each. */
    static byte[] unquote(byte[] bytes) {
        byte[] unquoted = new byte[bytes.length];
        int length = 0;
        for (int start = 0; start < bytes.length; ) {
            int next = nextLine(bytes, start);
            int from = isAt(bytes, start) ? start + 1 : start;
            System.arraycopy(bytes, from, unquoted, length, next - from);
            length += next - from;
            start = next;
        }
        return Arrays.copyOf(unquoted, length);
    }

    private static boolean isAt(byte[] bytes, int start) {
        int from = start;
        while (from < bytes.length && bytes[from] == '>') {
            from++;
        }
        return from > start
                && bytes.length - from >= Separator.FROM.length
                && Arrays.equals(bytes, from, from + Separator.FROM.length, Separator.FROM, 0, Separator.FROM.length);
    }

    private static int nextLine(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }
}
