package org.salonarchive.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that PostgreSQL writes its log to. */
record ServerLog(Path file) {

    private static final long LONGEST_BYTES = 10L << 20;
    private static final long TAIL_BYTES = 1_500;

    /** Makes it if there is none, readable by its owner only; puts one that has grown long aside. */
    void prepare() throws IOException {
        if (Files.exists(file) && Files.size(file) > LONGEST_BYTES) {
            Files.move(file, file.resolveSibling("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Its length in bytes. */
    long size() {
        try {
            return Files.size(file);
        } catch (IOException none) {
            return 0;
        }
    }

    /** The end of what was written after a length, at most some 1,500 bytes. */
    String since(long length) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(length, channel.size() - TAIL_BYTES));
            ByteBuffer buffer = ByteBuffer.allocate((int) TAIL_BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
