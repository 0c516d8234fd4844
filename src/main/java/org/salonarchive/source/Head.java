package org.salonarchive.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream that remembers its first bytes, by which a file is known again. */
final class Head extends FilterInputStream {

    private final byte[] first = new byte[MboxCheckpoint.HEAD_BYTES];
    private int length;
    private String whole = "";

    Head(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        if (read > 0 && length < first.length) {
            int kept = Math.min(read, first.length - length);
            System.arraycopy(target, offset, first, length, kept);
            length += kept;
        }
        return read;
    }

    /** The next bytes, which are still to be read afterwards; fewer at the end. */
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] next = in.readNBytes(count);
        in.reset();
        return next;
    }

    /** The hash of the bytes before a place, of the first of them where they are many. */
    String hashBefore(long start) {
        if (start < first.length) {
            return MboxCheckpoint.hash(Arrays.copyOf(first, (int) start));
        }
        if (whole.isEmpty()) {
            whole = MboxCheckpoint.hash(first);
        }
        return whole;
    }
}
