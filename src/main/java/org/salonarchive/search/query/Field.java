package org.salonarchive.search.query;

/** Where words are looked for. */
public enum Field {
    /** Wherever words stand. */
    ANY,
    SUBJECT,
    /** All of the text: the author's own and the quoted. */
    BODY,
    /** What the author wrote. */
    OWN,
    /** What the author quoted. */
    QUOTED,
    /** The sender's name and address. */
    FROM,
    /** Names and addresses of those whom it was sent to, in To and Cc. */
    TO,
    /** The names of attached files. */
    FILENAME
}
