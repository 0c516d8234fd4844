package org.salonarchive.archive.index;

import java.util.Arrays;

/** Bytes in the making, with numbers in as few of them as they need: seven bits in each, the lowest first. */
final class ByteRun {

    private static final int MORE = 0x80;
    private static final int USUAL = 8;

    private byte[] bytes = new byte[USUAL];
    private int length;

    int length() {
        return length;
    }

    void put(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** A number that is not negative. */
    void number(long value) {
        room(Long.BYTES + 2);
        long rest = value;
        while (rest >= MORE) {
            bytes[length++] = (byte) (rest | MORE);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void bytes(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
    }

    void bytes(ByteRun other) {
        bytes(other.bytes, 0, other.length);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
