package org.salonarchive.archive.index;

import java.util.Optional;

/**
 * Where the chunks of a segment come from, in the order of their words.
 *
 * @param <X> what may go wrong there
 */
@FunctionalInterface
public interface ChunkSource<X extends Exception> {

    /** The next chunk; empty after the last. */
    Optional<Chunk> next() throws X;
}
