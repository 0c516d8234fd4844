package org.salonarchive.archive.index;

/** Reads what {@link ByteRun} has written. */
final class ByteReading {

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
