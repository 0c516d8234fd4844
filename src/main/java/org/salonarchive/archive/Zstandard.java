package org.salonarchive.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/** The form in which bytes are stored: one Zstandard frame (RFC 8878) with its checksum and the size of its content. */
public final class Zstandard {

    /** Higher ones make mails smaller by a fourteenth, and take three times as long. */
    static final int LEVEL = 3;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final ThreadLocal<Packing> PACKING = ThreadLocal.withInitial(Packing::new);

    private Zstandard() {}

    /** What a thread packs with: made once, and given back when the thread has ended. */
    private static final class Packing {

        private final ZstdCompressCtx context = new ZstdCompressCtx();

        Packing() {
            CLEANER.register(this, context::close);
        }
    }

    /** Packs bytes into a frame. */
    public static byte[] compress(byte[] bytes) {
        return compress(bytes, Dictionary.NONE);
    }

    /** Packs bytes into a frame that names the dictionary it needs. */
    static byte[] compress(byte[] bytes, Dictionary dictionary) {
        Packing packing = PACKING.get();
        try {
            packing.context.reset();
            packing.context.setChecksum(true);
            if (dictionary.isNone()) {
                packing.context.setLevel(LEVEL);
            } else {
                packing.context.loadDict(dictionary.packing());
            }
            return packing.context.compress(bytes);
        } finally {
            Reference.reachabilityFence(packing);
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
