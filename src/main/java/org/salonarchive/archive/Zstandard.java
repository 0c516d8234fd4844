package org.salonarchive.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** The form in which bytes are stored: one Zstandard frame (RFC 8878) with its checksum and the size of its content. */
public final class Zstandard {

    private static final int LEVEL = 3;

    private Zstandard() {}

    /** Packs bytes into a frame. */
    public static byte[] compress(byte[] bytes) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setLevel(LEVEL).setChecksum(true).compress(bytes);
        }
    }

    /** The bytes of a frame that {@link #compress} made. */
    public static byte[] expand(byte[] frame) {
        return Zstd.decompress(frame, size(frame));
    }

    /** How many bytes a frame holds. */
    static int size(byte[] frame) {
        return Math.toIntExact(Zstd.getFrameContentSize(frame));
    }
}
