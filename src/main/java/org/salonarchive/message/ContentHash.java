package org.salonarchive.message;

import java.util.Arrays;

/**
 * SHA-256 over what no list server changes in a message: two messages with the same content hash are the same message,
 * whichever list or source brought them. {@link ContentDigest} says what goes in.
 */
public final class ContentHash implements Comparable<ContentHash> {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private ContentHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash that these bytes are.
     *
     * @throws IllegalArgumentException when they are not 32
     */
    public static ContentHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A content hash has 32 bytes, not " + bytes.length);
        }
        return new ContentHash(bytes.clone());
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The first 20 bytes: the address of a message whose Message-ID another message had first. */
    public MessageIdHash address() {
        return MessageIdHash.of(Arrays.copyOf(bytes, MessageIdHash.LENGTH));
    }

    /** 52 upper-case letters and digits (RFC 4648 §6, without padding). */
    public String base32() {
        return Base32.encode(bytes);
    }

    /** Orders by bytes without sign, as PostgreSQL orders bytea. */
    @Override
    public int compareTo(ContentHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base32();
    }
}
