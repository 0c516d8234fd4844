package org.salonarchive.message;

/** Decodes uuencoded data (POSIX uuencode): what stands between "begin" and "end", or all lines when "begin" is missing. */
final class UuDecoder extends RangeDecoder {
    private static final int VALUE_BITS = 0x3f;

    private final byte[] line = new byte[VALUE_BITS + 3];
    private int lineLength;
    private int lineAt;

    UuDecoder(ByteRange range) {
        super(range);
        this.at = afterBegin(range.begin());
    }

    private int afterBegin(int begin) {
        int i = begin;
        while (i < end) {
            int lineEnd = Lines.end(source, i, end);
            int next = Lines.next(source, lineEnd, end);
            if (Lines.startsWith(source, i, lineEnd, "begin ")) {
                return next;
            }
            i = next;
        }
        return begin;
    }

    @Override
    int next() {
        while (lineAt >= lineLength) {
            if (at >= end || !decodeLine()) {
                at = end;
                return -1;
            }
        }
        return line[lineAt++] & 0xff;
    }

    /** False at the line "end". */
    private boolean decodeLine() {
        int lineEnd = Lines.end(source, at, end);
        if (lineEnd - at == 3 && Lines.startsWith(source, at, lineEnd, "end")) {
            return false;
        }
        lineAt = 0;
        lineLength = lineEnd > at ? value(source[at]) : 0;
        if ((lineEnd - at) * 2 < lineLength) {
            // So much was never lost on the way: it is no line of data.
            lineLength = 0;
        }
        int from = at + 1;
        for (int i = 0; i < lineLength; i += 3, from += 4) {
            int quantum = valueAt(from, lineEnd) << 18
                    | valueAt(from + 1, lineEnd) << 12
                    | valueAt(from + 2, lineEnd) << 6
                    | valueAt(from + 3, lineEnd);
            line[i] = (byte) (quantum >> 16);
            line[i + 1] = (byte) (quantum >> 8);
            line[i + 2] = (byte) quantum;
        }
        at = Lines.next(source, lineEnd, end);
        return true;
    }

    /** Spaces at a line's end may have been lost on the way; they stand for zero. */
    private int valueAt(int position, int lineEnd) {
        return position < lineEnd ? value(source[position]) : 0;
    }

    private static int value(byte b) {
        return b - ' ' & VALUE_BITS;
    }
}
