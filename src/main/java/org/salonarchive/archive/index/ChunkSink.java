package org.salonarchive.archive.index;

/**
 * Where chunks go.
 *
 * @param <X> what may go wrong there
 */
@FunctionalInterface
public interface ChunkSink<X extends Exception> {

    /** Takes the next chunk. */
    void take(Chunk chunk) throws X;
}
