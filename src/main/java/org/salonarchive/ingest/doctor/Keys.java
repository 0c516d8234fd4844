package org.salonarchive.ingest.doctor;

import java.util.Arrays;

/**
 * Numbers keys of one length in the order in which they come. Open addressing in two arrays: a key costs its bytes and
 * six to twelve more. It holds 2 GB of keys at most.
 */
final class Keys {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final int length;
    private byte[] bytes;
    /** The number and one, or zero where there is none; a power of two of them. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private int size;

    /** @param length bytes of a key, at least four, all as good as random: a hash */
    Keys(int length) {
        this.length = length;
        this.bytes = new byte[length * FIRST_CAPACITY];
    }

    int size() {
        return size;
    }

    /** The number of a key, from 0; a key that is new has the {@link #size} of before. */
    int numberOf(byte[] key) {
        int slot = slotOf(key, 0);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, key)) {
            slot = slot + 1 & slots.length - 1;
        }
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        add(key);
        slots[slot] = size;
        if (3L * size > 2L * slots.length) {
            rehash();
        }
        return size - 1;
    }

    /** A copy of the key of a number. */
    byte[] key(int number) {
        return Arrays.copyOfRange(bytes, number * length, (number + 1) * length);
    }

    private void add(byte[] key) {
        if (size * length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(size + size / 2, length));
        }
        System.arraycopy(key, 0, bytes, size * length, length);
        size++;
    }

    private boolean isAt(int number, byte[] key) {
        int from = number * length;
        return Arrays.equals(bytes, from, from + length, key, 0, length);
    }

    private int slotOf(byte[] from, int at) {
        int word = (from[at] & 0xFF) << 24
                | (from[at + 1] & 0xFF) << 16
                | (from[at + 2] & 0xFF) << 8
                | from[at + 3] & 0xFF;
        return word & slots.length - 1;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int number = 0; number < size; number++) {
            int slot = slotOf(bytes, number * length);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }
}
