package org.salonarchive.archive;

/** In what a stored message can differ from what its bytes say. */
public enum Difference {
    SUBJECT,
    SENDER,
    DATE,
    TEXT,
    ATTACHMENTS,
    DEFECTS,
    REFERENCES,
    /** Its Message-ID or its content hash; its address stays. */
    IDENTITY,
    THREAD
}
