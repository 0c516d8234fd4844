package org.salonarchive.archive;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What mails have in common, by which each is packed smaller (RFC 8878 §5). Threads may share it. */
public final class Dictionary {

    /** Nothing in common. */
    public static final Dictionary NONE = new Dictionary(0, null, null);

    private final long id;
    private final @Nullable ZstdDictCompress packing;
    private final @Nullable ZstdDictDecompress unpacking;

    private Dictionary(long id, @Nullable ZstdDictCompress packing, @Nullable ZstdDictDecompress unpacking) {
        this.id = id;
        this.packing = packing;
        this.unpacking = unpacking;
    }

    /** @param id Zstandard's number of it, more than 0 */
    static Dictionary of(long id, byte[] bytes) {
        return new Dictionary(id, new ZstdDictCompress(bytes, Zstandard.LEVEL), new ZstdDictDecompress(bytes));
    }

    /** Whether it is none. */
    boolean isNone() {
        return id == 0;
    }

    /** The number that frames name; empty where they need none. */
    OptionalLong id() {
        return isNone() ? OptionalLong.empty() : OptionalLong.of(id);
    }

    ZstdDictCompress packing() {
        return Objects.requireNonNull(packing);
    }

    ZstdDictDecompress unpacking() {
        return Objects.requireNonNull(unpacking);
    }
}
