package org.salonarchive.ingest.push;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in, in a temporary file that only this user may read and that goes when this is closed.
 * Writing never fails: what went wrong is told at the end, since whoever sends has to be heard out first.
 */
final class IncomingFile extends OutputStream {

    private final Path path;
    private final OutputStream out;
    private final long limit;
    private long size;
    private @Nullable IOException fault;

    private IncomingFile(Path path, OutputStream out, long limit) {
        this.path = path;
        this.out = out;
        this.limit = limit;
    }

    /** @param limit bytes beyond which the message is not kept */
    static IncomingFile create(long limit) throws IOException {
        Path path = newFile();
        try {
            return new IncomingFile(path, new BufferedOutputStream(Files.newOutputStream(path), 1 << 15), limit);
        } catch (IOException unopened) {
            Files.deleteIfExists(path);
            throw unopened;
        }
    }

    /** An empty temporary file that only this user may read. */
    static Path newFile() throws IOException {
        return Files.createTempFile("salon-push", ".eml");
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (fault == null && size <= limit) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException unwritten) {
                fault = unwritten;
            }
        }
    }

    /** Whether more came than the limit, and the file does not hold it. */
    boolean isTooLarge() {
        return size > limit;
    }

    /**
     * The file with all bytes that came.
     *
     * @throws IOException when it could not be written
     */
    Path finish() throws IOException {
        if (fault != null) {
            throw fault;
        }
        out.flush();
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
