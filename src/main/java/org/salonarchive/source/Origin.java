package org.salonarchive.source;

/**
 * What the bytes of a message are: as it was sent, or put together again of what an archive made of it. Whoever reads
 * them says so; a message says nothing of it.
 */
public enum Origin {
    RECEIVED,
    /** A message page of MHonArc. */
    MHONARC_PAGE,
    /** Pipermail's text of it with the attachments put back that Pipermail kept beside it, or its message page. */
    PIPERMAIL_PAGE,
    /** Pipermail's text of it alone: no attachments, no MIME, few header fields. */
    PIPERMAIL_TEXT
}
