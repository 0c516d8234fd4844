package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stretch of a stream held in memory. It grows at its end as more is asked for and is cut at its start
 * as bytes are done with; indexes count from its present start.
 */
final class Window {

    private static final int STEP = 1 << 16;

    private final InputStream in;
    private byte[] bytes = new byte[4 * STEP];
    private int from;
    private int to;
    private long offset;
    private boolean ended;

    Window(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** Bytes held. */
    int length() {
        return to - from;
    }

    /** Where in the stream the window starts. */
    long offset() {
        return offset;
    }

    byte at(int index) {
        return bytes[from + index];
    }

    /** Reads on until this many bytes are held; returns whether they are. */
    boolean has(int count) throws IOException {
        while (length() < count && !ended) {
            readStep();
        }
        return length() >= count;
    }

    private void readStep() throws IOException {
        if (bytes.length - to < STEP) {
            byte[] target = length() + STEP > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
            System.arraycopy(bytes, from, target, 0, length());
            to -= from;
            from = 0;
            bytes = target;
        }
        int read = in.read(bytes, to, bytes.length - to);
        if (read < 0) {
            ended = true;
        } else {
            to += read;
        }
    }

    /** The index of the first of these bytes at or after an index, as far as is held now; -1 if not there. */
    int indexOf(byte wanted, int index) {
        for (int i = from + index; i < to; i++) {
            if (bytes[i] == wanted) {
                return i - from;
            }
        }
        return -1;
    }

    boolean startsWith(byte[] text, int index) {
        return length() - index >= text.length
                && Arrays.equals(bytes, from + index, from + index + text.length, text, 0, text.length);
    }

    byte[] copy(int start, int end) {
        return Arrays.copyOfRange(bytes, from + start, from + end);
    }

    /** Is done with the first bytes. */
    void drop(int count) {
        from += count;
        offset += count;
        if (from == to && bytes.length > 64 * STEP) {
            bytes = new byte[4 * STEP];
            from = 0;
            to = 0;
        }
    }
}
