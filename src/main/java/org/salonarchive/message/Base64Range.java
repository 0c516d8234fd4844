package org.salonarchive.message;

/** Finds where the Base64 of a part ends and plain text begins. */
final class Base64Range {
    /** Plain text after the data is a footer, so it is short. */
    private static final int TAIL_BYTES = 8 << 10;

    private Base64Range() {}

    /** The end of the data; the end of the range when all of it is data, its beginning when none is. */
    static int end(ByteRange range) {
        byte[] bytes = range.source();
        int begin = range.begin();
        int end = range.end();
        int at = begin;
        int dataEnd = begin;
        boolean padded = false;
        while (at < end) {
            int lineEnd = Lines.end(bytes, at, end);
            int next = Lines.next(bytes, lineEnd, end);
            if (isData(bytes, at, lineEnd)) {
                dataEnd = next;
                padded = bytes[lineEnd - 1] == '=';
            } else if (!Lines.isBlank(bytes, at, lineEnd)) {
                boolean isTail = dataEnd == begin || end - at <= TAIL_BYTES;
                boolean isText = padded || isText(bytes, at, Math.min(end, at + TAIL_BYTES));
                return isTail && isText ? dataEnd : end;
            }
            at = next;
        }
        return end;
    }

    private static boolean isData(byte[] bytes, int begin, int end) {
        int last = end;
        while (last > begin && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        for (int i = begin; i < last; i++) {
            if (!isLetter(bytes[i])) {
                return false;
            }
        }
        return last > begin;
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '+' || b == '/' || b == '=';
    }

    /** More lines of several words than lines that could be Base64. */
    private static boolean isText(byte[] bytes, int begin, int end) {
        int text = 0;
        int data = 0;
        int at = begin;
        while (at < end) {
            int lineEnd = Lines.end(bytes, at, end);
            if (isData(bytes, at, lineEnd)) {
                data++;
            } else if (isWords(bytes, at, lineEnd)) {
                text++;
            }
            at = Lines.next(bytes, lineEnd, end);
        }
        return text > data;
    }

    private static boolean isWords(byte[] bytes, int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (bytes[i] == '_' || bytes[i] == ' ' && isLetter(bytes[i - 1])) {
                return true;
            }
        }
        return false;
    }
}
