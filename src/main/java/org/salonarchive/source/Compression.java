package org.salonarchive.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Undoes compression, recognised by what the bytes begin with, never by a name. */
final class Compression {

    /** What a bomb of the xz format could ask for otherwise. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};
    private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int LONGEST_MAGIC = 6;

    private Compression() {}

    /** A stream that was read from is damaged from here on; not the same as a file that cannot be read. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /** What counts how much of the compressed file was read. */
    interface Counter {
        long bytes();
    }

    /** Decompresses if it is compressed; the counter counts what is taken from the stream below. */
    static InputStream undo(InputStream file, Counter compressed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, 1 << 16);
        in.mark(LONGEST_MAGIC);
        byte[] magic = in.readNBytes(LONGEST_MAGIC);
        in.reset();
        try {
            if (startsWith(magic, GZIP)) {
                return new Guarded(new GZIPInputStream(in, 1 << 16), compressed);
            }
            if (startsWith(magic, BZIP2)) {
                return new Guarded(new BZip2CompressorInputStream(in, true), compressed);
            }
            if (startsWith(magic, XZ)) {
                return new Guarded(new XZInputStream(in, XZ_MEMORY_KIB), compressed);
            }
            if (startsWith(magic, ZSTD)) {
                return new Guarded(new ZstdInputStream(in).setContinuous(false), compressed);
            }
            return in;
        } catch (UnreadableFile itself) {
            throw itself;
        } catch (IOException noSuchFormat) {
            throw new Damaged("the compressed file is damaged at its very start");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** Tells damage from a file that cannot be read, and stops bombs. */
    private static final class Guarded extends FilterInputStream {

        private final Counter compressed;
        private long decompressed;

        Guarded(InputStream in, Counter compressed) {
            super(in);
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int read = read(one, 0, 1);
            return read < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = in.read(target, offset, length);
                decompressed += Math.max(read, 0);
                refuseBombs();
                return read;
            } catch (UnreadableFile | Damaged itself) {
                throw itself;
            } catch (IOException | RuntimeException | AssertionError damage) {
                throw new Damaged("the compressed file is damaged near its byte " + compressed.bytes() + " ("
                        + damage.getMessage() + ")");
            }
        }

        private void refuseBombs() throws Damaged {
            if (decompressed > SourceLimits.BOMB_GRACE_BYTES
                    && decompressed > compressed.bytes() * SourceLimits.BOMB_RATIO) {
                throw new Damaged("more than " + SourceLimits.BOMB_RATIO + " bytes stand for each byte of the file");
            }
        }
    }
}
