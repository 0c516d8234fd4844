package org.salonarchive.archive.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import org.jspecify.annotations.Nullable;

/**
 * The form in which the bytes of chunks are stored: a Zstandard frame (RFC 8878) each for words and places, without a
 * checksum, which the database's pages have. What it needs for that is made once and kept until it is closed. Not
 * thread-safe.
 */
public final class ChunkPacking implements AutoCloseable {

    private static final byte[] NOTHING = {};

    /** Higher ones save a hundredth and take twice as long. */
    private static final int LEVEL = 1;

    private @Nullable ZstdCompressCtx packing;
    private @Nullable ZstdDecompressCtx opening;

    byte[] pack(ByteRun bytes) {
        if (bytes.length() == 0) {
            return NOTHING;
        }
        ZstdCompressCtx context = packing;
        if (context == null) {
            context = new ZstdCompressCtx();
            context.setLevel(LEVEL);
            packing = context;
        }
        return context.compress(bytes.toArray());
    }

    /**
     * Opens a chunk.
     *
     * @param words as {@link Chunk} has them
     * @param places likewise; null where nobody asks at which places words stand
     */
    public ChunkReader open(byte[] words, byte @Nullable [] places) {
        return new ChunkReader(bytes(words), places == null ? NOTHING : bytes(places));
    }

    private byte[] bytes(byte[] packed) {
        if (packed.length == 0) {
            return NOTHING;
        }
        ZstdDecompressCtx context = opening;
        if (context == null) {
            context = new ZstdDecompressCtx();
            opening = context;
        }
        return context.decompress(packed, Math.toIntExact(Zstd.getFrameContentSize(packed)));
    }

    @Override
    public void close() {
        if (packing != null) {
            packing.close();
        }
        if (opening != null) {
            opening.close();
        }
    }
}
