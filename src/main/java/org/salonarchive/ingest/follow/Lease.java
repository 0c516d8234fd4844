package org.salonarchive.ingest.follow;

/**
 * That a process reads a source for a while. The number grows with every holder, so that one who was asleep past its
 * time can commit nothing any more.
 */
record Lease(long sourceId, String holder, long fence) {}
