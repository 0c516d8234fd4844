package org.salonarchive.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;

/** The form in which bytes are stored: one Zstandard frame (RFC 8878) with its checksum and the size of its content. */
public final class Zstandard {

    /** With a dictionary, a higher level makes mails smaller at little cost; without one it does not. */
    static final int LEVEL_WITH_DICTIONARY = 6;

    private static final int LEVEL = 3;

    private Zstandard() {}

    /** Packs bytes into a frame. */
    public static byte[] compress(byte[] bytes) {
        return compress(bytes, Dictionary.NONE);
    }

    /** Packs bytes into a frame that names the dictionary it needs. */
    static byte[] compress(byte[] bytes, Dictionary dictionary) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setChecksum(true);
            if (dictionary.isNone()) {
                context.setLevel(LEVEL);
            } else {
                context.loadDict(dictionary.packing());
            }
            return context.compress(bytes);
        }
    }

    /** The bytes of a frame that {@link #compress(byte[])} made. */
    public static byte[] expand(byte[] frame) {
        return expand(frame, Dictionary.NONE);
    }

    /** The bytes of a frame that was packed with this dictionary. */
    static byte[] expand(byte[] frame, Dictionary dictionary) {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            if (!dictionary.isNone()) {
                context.loadDict(dictionary.unpacking());
            }
            return context.decompress(frame, size(frame));
        }
    }

    /** How many bytes a frame holds. */
    static int size(byte[] frame) {
        return Math.toIntExact(Zstd.getFrameContentSize(frame));
    }

    /** The number of the dictionary that a frame needs; 0 where it needs none. */
    static long dictionaryOf(byte[] frame) {
        return Zstd.getDictIdFromFrame(frame);
    }

    /** The number that a dictionary has in itself. */
    static long numberOf(byte[] dictionary) {
        return Zstd.getDictIdFromDict(dictionary);
    }
}
