package org.salonarchive.source.rebuilt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What bytes of a file are known again by. */
public final class Digest {

    private Digest() {}

    /** SHA-256 of a file from one place to another, as hexadecimal digits; of less where the file is shorter. */
    public static String of(Path file, long from, long to) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try (FileChannel bytes = FileChannel.open(file)) {
            long at = from;
            while (at < to) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
                int read = bytes.read(buffer, at);
                if (read < 0) {
                    break;
                }
                digest.update(buffer.flip());
                at += read;
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first half of SHA-256 of bytes, which is enough to know them again. */
    public static String of(byte[] bytes) {
        return sha256(bytes).substring(0, 32);
    }

    /** SHA-256 of bytes, as 64 hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** For bytes that come one after the other. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
