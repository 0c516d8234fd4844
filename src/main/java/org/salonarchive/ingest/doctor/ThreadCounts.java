package org.salonarchive.ingest.doctor;

/**
 * The threads that an archive of these messages alone would have.
 *
 * @param threads how many; a message that stands alone is one
 * @param alone how many of them are a single message
 * @param largest messages in the largest
 * @param deepest ancestors of the message that has most
 * @param ghosts Message-IDs that are referred to and that no message has
 */
public record ThreadCounts(long threads, long alone, long largest, long deepest, long ghosts) {}
