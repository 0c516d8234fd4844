package org.salonarchive.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A message of more than {@link SourceLimits#MESSAGE_BYTES}; its bytes stand in a temporary file that only
 * this user may read and that goes when this is closed.
 *
 * @param sha256 over all its bytes
 */
public record OversizeMessage(Path spool, long size, byte[] sha256, Provenance provenance)
        implements SourceItem, Closeable {

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(spool);
    }
}
