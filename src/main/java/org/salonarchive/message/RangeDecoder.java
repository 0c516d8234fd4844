package org.salonarchive.message;

import java.io.InputStream;

/** Decodes a range of bytes in memory; it never fails and does not go back. */
abstract class RangeDecoder extends InputStream {
    final byte[] source;
    final int end;
    int at;

    RangeDecoder(ByteRange range) {
        this.source = range.source();
        this.at = range.begin();
        this.end = range.end();
    }

    /** The next decoded byte, -1 at the end. */
    abstract int next();

    @Override
    public final int read() {
        return next();
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) {
        int count = 0;
        while (count < length) {
            int next = next();
            if (next < 0) {
                break;
            }
            buffer[offset + count++] = (byte) next;
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
