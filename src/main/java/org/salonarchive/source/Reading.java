package org.salonarchive.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One pass over a source, by one thread. */
public interface Reading extends Closeable {

    /**
     * The next thing, or empty at the end.
     *
     * @throws IOException when the source failed; bad content is no failure but an {@link UnreadableStretch}
     */
    Optional<SourceItem> next() throws IOException;

    /** Where to go on once everything given so far is stored. */
    Checkpoint checkpoint();

    /** How much of the source's size was read. */
    long bytesRead();
}
