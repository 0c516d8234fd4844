package org.salonarchive.archive;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Takes stretches out of bytes, and puts bytes together again from what stayed and the stretches, in their order. */
final class SplicedBytes {

    private final byte[] rest;
    private final byte[] whole;
    private int taken;
    private int filled;

    /** @param size bytes of the whole */
    SplicedBytes(byte[] rest, int size) {
        this.rest = rest;
        this.whole = rest.length == size ? rest : new byte[size];
    }

    /** What stays when the cuts are taken out. */
    static byte[] without(byte[] bytes, List<Cut> cuts) {
        if (cuts.isEmpty()) {
            return bytes;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        int at = 0;
        for (Cut cut : cuts) {
            rest.write(bytes, at, cut.position() - at);
            at = cut.position() + cut.length();
        }
        rest.write(bytes, at, bytes.length - at);
        return rest.toByteArray();
    }

    /** Puts a stretch where it began in the whole; those before it must have been put already. */
    void insert(int position, byte[] stretch) {
        fillUpTo(position);
        System.arraycopy(stretch, 0, whole, filled, stretch.length);
        filled += stretch.length;
    }

    /** The whole, once all stretches are in. */
    byte[] whole() {
        if (whole != rest) {
            fillUpTo(whole.length);
        }
        return whole;
    }

    private void fillUpTo(int position) {
        System.arraycopy(rest, taken, whole, filled, position - filled);
        taken += position - filled;
        filled = position;
    }
}
