package org.salonarchive.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The 20 bytes that name a message in addresses: SHA-1 of a Message-ID, or the beginning of a content hash. */
public final class MessageIdHash implements Comparable<MessageIdHash> {
    /** Bytes of a hash. */
    public static final int LENGTH = 20;

    private static final int BASE32_LENGTH = 32;

    private final byte[] bytes;

    private MessageIdHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash that these bytes are.
     *
     * @throws IllegalArgumentException when they are not 20
     */
    public static MessageIdHash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A Message-ID hash has 20 bytes, not " + bytes.length);
        }
        return new MessageIdHash(bytes.clone());
    }

    static MessageIdHash ofMessageId(String value) {
        return new MessageIdHash(Digests.sha1().digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash that these 32 letters (A–Z, 2–7, of any case) spell; empty when they spell none. */
    public static Optional<MessageIdHash> parse(String base32) {
        return base32.length() == BASE32_LENGTH ? Base32.decode(base32).map(MessageIdHash::new) : Optional.empty();
    }

    /** The 20 bytes, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 32 upper-case letters and digits (RFC 4648 §6). */
    public String base32() {
        return Base32.encode(bytes);
    }

    /** Orders by bytes without sign, as PostgreSQL orders bytea. */
    @Override
    public int compareTo(MessageIdHash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageIdHash hash && Arrays.equals(bytes, hash.bytes);
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
