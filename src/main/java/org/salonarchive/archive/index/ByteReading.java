package org.salonarchive.archive.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link ByteRun} has written. */
final class ByteReading {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LAST_BYTES = 0x8080808080808080L;

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReading(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    ByteReading(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    boolean more() {
        return at < end;
    }

    int at() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    void skip(int count) {
        at += count;
    }

    int next() {
        return bytes[at++] & 0xFF;
    }

    /** Goes behind numbers: each ends in the one byte of it that is not negative. */
    void skipNumbers(int count) {
        int left = count;
        while (left >= Long.BYTES && at + Long.BYTES <= end) {
            left -= Long.bitCount(~(long) LONG.get(bytes, at) & LAST_BYTES);
            at += Long.BYTES;
        }
        while (left > 0) {
            left -= bytes[at++] >= 0 ? 1 : 0;
        }
    }

    int integer() {
        return (int) number();
    }

    long number() {
        int first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        int shift = 7;
        while (true) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
            shift += 7;
        }
    }
}
