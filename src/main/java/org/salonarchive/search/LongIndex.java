package org.salonarchive.search;

import java.util.Arrays;

/** Numbers long values from 0 on in the order in which they come. */
final class LongIndex {

    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int USUAL = 64;

    private int[] slots = new int[USUAL];
    private long[] values = new long[USUAL / 2];
    private int size;

    int size() {
        return size;
    }

    long value(int number) {
        return values[number];
    }

    /** The number of a value, which is {@link #size()} before if it is new. */
    int number(long value) {
        int slot = slot(value);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == values.length) {
            grow();
            slot = slot(value);
        }
        values[size++] = value;
        slots[slot] = size;
        return size - 1;
    }

    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = (int) (value * MIX >>> 32) & mask;
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * values.length);
        slots = new int[2 * slots.length];
        for (int i = 0; i < size; i++) {
            slots[slot(values[i])] = i + 1;
        }
    }
}
