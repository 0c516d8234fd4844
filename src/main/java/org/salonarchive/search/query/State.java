package org.salonarchive.search.query;

/** The place of a message in its thread. */
public enum State {
    /** It begins its thread. */
    ROOT,
    /** It does not. */
    REPLY,
    /** It begins its thread, and nobody has replied. */
    UNANSWERED
}
