package org.salonarchive.archive;

/**
 * What became of a batch.
 *
 * @param added messages that are new in the list
 * @param known messages that the list already had
 */
public record WriteResult(int added, int known) {}
