package org.salonarchive.source;

/** What a source holds at one place: a message, one too large to hold in memory, or something unreadable. */
public sealed interface SourceItem permits RawMessage, OversizeMessage, UnreadableStretch {

    /** Where it stood. */
    Provenance provenance();
}
