package org.salonarchive.source;

/**
 * How far a source was read; what the text means is the source's own business.
 *
 * @param text one short line
 */
public record Checkpoint(String text) {}
