package org.salonarchive.source.imap;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceLimits;

/** The bytes of one message as they come in, in memory up to a size and from there on in a temporary file. */
final class Collected implements Closeable {

    private final int inMemory;
    private final MessageDigest digest;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long size;
    private boolean given;

    Collected() {
        this(SourceLimits.MESSAGE_BYTES);
    }

    /** @param inMemory more bytes than this go to a file */
    Collected(int inMemory) {
        this.inMemory = inMemory;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    void add(byte[] piece) throws IOException {
        size += piece.length;
        if (out == null && size <= inMemory) {
            bytes.write(piece);
            return;
        }
        OutputStream to = out;
        if (to == null) {
            Path spool = Files.createTempFile("salon-oversize", ".eml");
            file = spool;
            to = new BufferedOutputStream(Files.newOutputStream(spool));
            out = to;
            digest.update(bytes.toByteArray());
            bytes.writeTo(to);
            bytes = new ByteArrayOutputStream();
        }
        digest.update(piece);
        to.write(piece);
    }

    long size() {
        return size;
    }

    /** The message, all of whose bytes are here. */
    SourceItem message(Provenance provenance) throws IOException {
        given = true;
        if (out == null || file == null) {
            return new RawMessage(bytes.toByteArray(), provenance);
        }
        out.close();
        return new OversizeMessage(file, size, digest.digest(), provenance);
    }

    /** Removes what an unfinished message left. */
    @Override
    public void close() throws IOException {
        if (!given && out != null && file != null) {
            out.close();
            Files.deleteIfExists(file);
        }
    }
}
