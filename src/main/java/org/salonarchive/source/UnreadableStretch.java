package org.salonarchive.source;

/**
 * A place in a source where no message could be read.
 *
 * @param reason one sentence that names the thing and the place
 */
public record UnreadableStretch(String reason, Provenance provenance) implements SourceItem {}
