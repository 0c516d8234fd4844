package org.salonarchive.source;

/** What a source holds at one place: a message, one too large for memory, one to leave out, or something unreadable. */
public sealed interface SourceItem permits RawMessage, OversizeMessage, UnreadableStretch, LeftOutMessage {

    /** Where it stood. */
    Provenance provenance();

    /** How much of it is in memory. */
    default int heldBytes() {
        return 0;
    }
}
