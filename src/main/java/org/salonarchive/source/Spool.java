package org.salonarchive.source;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes what a message has beyond {@link SourceLimits#MESSAGE_BYTES} out of memory into a temporary file. */
final class Spool implements Closeable {

    private final Window window;
    private final MessageDigest digest;
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long written;
    private boolean finished;

    Spool(Window window) {
        this.window = window;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    boolean isUsed() {
        return file != null;
    }

    /**
     * Moves bytes that are done with out of the window if it has become too long.
     *
     * @param searched index up to which the window was searched
     * @return the index of the same byte now
     */
    int makeRoom(int searched) throws IOException {
        if (window.length() <= SourceLimits.MESSAGE_BYTES) {
            return searched;
        }
        // A line is kept before what is still to be searched, since an end looks back on it.
        int done = Math.max(0, searched - SourceLimits.LINE_BYTES);
        write(done);
        window.drop(done);
        return searched - done;
    }

    private void write(int count) throws IOException {
        OutputStream to = out;
        if (to == null) {
            Path spool = Files.createTempFile("salon-oversize", ".eml");
            file = spool;
            to = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(spool)), digest);
            out = to;
        }
        to.write(window.copy(0, count));
        written += count;
    }

    /** The message, once its end is known. */
    OversizeMessage finish(int text, int end, Provenance provenance) throws IOException {
        write(text);
        window.drop(end);
        if (out != null) {
            out.close();
        }
        finished = true;
        return new OversizeMessage(Objects.requireNonNull(file), written, digest.digest(), provenance);
    }

    /** Removes what an unfinished message left. */
    @Override
    public void close() throws IOException {
        if (!finished && file != null) {
            if (out != null) {
                out.close();
            }
            Files.deleteIfExists(file);
        }
    }
}
