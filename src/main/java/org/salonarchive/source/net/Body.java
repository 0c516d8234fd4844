package org.salonarchive.source.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file that an answer is written into, and how much of one that was cut is there already. */
final class Body implements Closeable {

    private final FileChannel file;
    private final Request request;
    private long written;
    private Optional<String> version = Optional.empty();

    Body(Path target, Request request) throws IOException {
        this.file = FileChannel.open(target, StandardOpenOption.WRITE);
        this.request = request;
    }

    /** With what to ask for the rest of a body that was cut: its strong entity tag (RFC 9110 §13.1.5). */
    Optional<String> resumable() {
        return written > 0 ? version : Optional.empty();
    }

    long written() {
        return written;
    }

    /** Begins the whole thing anew. */
    void restart(Optional<String> etag) throws IOException {
        file.truncate(0);
        written = 0;
        version = request.isRange() ? Optional.empty() : etag.filter(tag -> tag.startsWith("\""));
    }

    /** Begins the range that was asked for anew. */
    void restartRange() {
        written = 0;
        version = Optional.empty();
    }

    /**
     * Takes a stream to its end.
     *
     * @param at where in the file it belongs
     * @return its length
     */
    long take(InputStream in, long at, Watch watch) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long taken = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            watch.progress(read);
            if (at + taken + read - request.from() > request.mostBytes()) {
                throw tooLarge(request);
            }
            write(ByteBuffer.wrap(buffer, 0, read), at + taken);
            taken += read;
            written += read;
        }
        return taken;
    }

    private void write(ByteBuffer bytes, long at) throws FetchFault {
        try {
            long position = at;
            while (bytes.hasRemaining()) {
                position += file.write(bytes, position);
            }
        } catch (IOException full) {
            throw FetchFault.lasting("A temporary file cannot be written: " + full.getMessage(), full);
        }
    }

    static FetchFault tooLarge(Request request) {
        return FetchFault.lasting(request.url() + " is larger than " + (request.mostBytes() >> 10) + " KiB.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
