package org.salonarchive.message;

/**
 * Decodes quoted-printable (RFC 2045 §6.7): an equals sign that encodes nothing stands for itself, white space at line
 * ends goes.
 */
final class QuotedPrintableDecoder extends RangeDecoder {
    /** White space up to here is known to have text after it. */
    private int spacesEnd;

    QuotedPrintableDecoder(ByteRange range) {
        super(range);
    }

    @Override
    int next() {
        while (at < end) {
            byte b = source[at];
            if (b == '=') {
                int softEnd = softLineBreak();
                if (softEnd < 0) {
                    return escaped();
                }
                at = softEnd;
            } else if ((b == ' ' || b == '\t') && at >= spacesEnd) {
                int after = afterSpaces(at);
                if (isLineEnd(after)) {
                    at = after;
                } else {
                    spacesEnd = after;
                }
            } else {
                at++;
                return b & 0xff;
            }
        }
        return -1;
    }

    /** Where the text goes on after the soft line break here; -1 when none is here. */
    private int softLineBreak() {
        int after = afterSpaces(at + 1);
        return isLineEnd(after) ? Lines.next(source, after, end) : -1;
    }

    private int escaped() {
        int high = at + 2 < end ? Character.digit(source[at + 1], 16) : -1;
        int low = at + 2 < end ? Character.digit(source[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            at++;
            return '=';
        }
        at += 3;
        return high << 4 | low;
    }

    private int afterSpaces(int from) {
        int i = from;
        while (i < end && (source[i] == ' ' || source[i] == '\t')) {
            i++;
        }
        return i;
    }

    private boolean isLineEnd(int position) {
        return position >= end || source[position] == '\n' || source[position] == '\r';
    }
}
