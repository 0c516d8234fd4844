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
    private static final ThreadLocal<Contexts> CONTEXTS = ThreadLocal.withInitial(Contexts::new);

    private Zstandard() {}

    /** What a thread packs and unpacks with: made once, and given back when the thread has ended. */
    private static final class Contexts {

        private final ZstdCompressCtx packing = new ZstdCompressCtx();
        private final ZstdDecompressCtx unpacking = new ZstdDecompressCtx();

        Contexts() {
            CLEANER.register(this, packing::close);
            CLEANER.register(this, unpacking::close);
        }
    }

    /** Packs bytes into a frame. */
    public static byte[] compress(byte[] bytes) {
        return compress(bytes, Dictionary.NONE);
    }

    /** Packs bytes into a frame that names the dictionary it needs. */
    static byte[] compress(byte[] bytes, Dictionary dictionary) {
        Contexts contexts = CONTEXTS.get();
        try {
            contexts.packing.reset();
            contexts.packing.setChecksum(true);
            if (dictionary.isNone()) {
                contexts.packing.setLevel(LEVEL);
            } else {
                contexts.packing.loadDict(dictionary.packing());
            }
            return contexts.packing.compress(bytes);
        } finally {
            Reference.reachabilityFence(contexts);
        }
    }

    /** The bytes of a frame that {@link #compress(byte[])} made. */
    public static byte[] expand(byte[] frame) {
        return expand(frame, Dictionary.NONE);
    }

    /** The bytes of a frame that was packed with this dictionary. */
    static byte[] expand(byte[] frame, Dictionary dictionary) {
        Contexts contexts = CONTEXTS.get();
        try {
            contexts.unpacking.reset();
            if (!dictionary.isNone()) {
                contexts.unpacking.loadDict(dictionary.unpacking());
            }
            return contexts.unpacking.decompress(frame, size(frame));
        } finally {
            Reference.reachabilityFence(contexts);
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
