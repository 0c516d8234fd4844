package org.salonarchive.ingest;

/** Is told how an import gets on, on the importing thread. */
@FunctionalInterface
public interface Progress {

    /**
     * A batch was committed.
     *
     * @param source the name of the source being read
     * @param bytesRead how far of all sources' size, as they stand on disk
     * @param messages read so far, in all sources
     */
    void advanced(String source, long bytesRead, long messages);
}
