package org.salonarchive.render;

/**
 * A stretch of a text.
 *
 * @param from its first UTF-16 unit
 * @param to the unit behind its last
 */
public record Span(int from, int to) {}
