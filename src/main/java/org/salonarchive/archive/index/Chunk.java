package org.salonarchive.archive.index;

/**
 * Words of a segment that follow one another, as many as fit a row of the database, or one that takes more; packed as
 * {@link ChunkPacking} does it.
 *
 * @param firstWord in UTF-8, by which the chunk is found
 * @param words the words, each with the messages that have it
 * @param places where they stand in those, in the same order
 */
public record Chunk(byte[] firstWord, byte[] words, byte[] places) {}
