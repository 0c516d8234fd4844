package org.salonarchive.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads decoded content that stands in memory. */
final class Content {
    private Content() {}

    /** The first bytes, at most so many. */
    static byte[] read(InputStream content, int bound) {
        try (content) {
            return content.readNBytes(bound);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }
}
