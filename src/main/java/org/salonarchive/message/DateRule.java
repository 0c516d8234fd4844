package org.salonarchive.message;

/** Which rule chose a message's effective date, best first. */
public enum DateRule {
    /** The Date field. */
    DATE,
    /** The lowest sane Received field: the first host that took the message. */
    RECEIVED,
    /** The source's own date: IMAP INTERNALDATE or the mbox separator. */
    SOURCE,
    /** The effective date of the message before it in the source. */
    NEIGHBOUR,
    /** The time of archiving. */
    ARCHIVED
}
