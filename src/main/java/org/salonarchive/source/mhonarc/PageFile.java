package org.salonarchive.source.mhonarc;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.salonarchive.source.SourceLimits;

/**
 * A message page on disk, compressed or not.
 *
 * @param number that MHonArc gave it
 * @param size in bytes when it was found
 */
record PageFile(int number, Path file, long size) {

    /** Larger pages are not read; a page takes several times its size in memory. */
    static final int MOST_BYTES = SourceLimits.MESSAGE_BYTES / 2;

    /** What is in it cannot be read, however often. */
    static final class Unusable extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    /**
     * All of it, inflated.
     *
     * @throws IOException when the file itself cannot be read
     */
    byte[] bytes() throws IOException, Unusable {
        byte[] bytes = start(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Unusable(file + " is larger than " + (MOST_BYTES >> 20) + " MiB, and was left out.");
        }
        return bytes;
    }

    /** As much of its beginning, inflated. */
    byte[] start(int most) throws IOException, Unusable {
        try (InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                InputStream in = inflated(new BufferedInputStream(bytes))) {
            return in.readNBytes(most);
        } catch (ZipException | EOFException damage) {
            throw new Unusable(file + " is damaged: it cannot be inflated.");
        } catch (NoSuchFileException gone) {
            throw new Unusable(file + " is gone.");
        } catch (IOException fault) {
            boolean denied = fault instanceof AccessDeniedException;
            throw new IOException(file + ": " + (denied ? "it may not be read" : fault.getMessage()), fault);
        }
    }

    private static InputStream inflated(BufferedInputStream in) throws IOException {
        in.mark(2);
        boolean compressed = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return compressed ? new GZIPInputStream(in) : in;
    }
}
