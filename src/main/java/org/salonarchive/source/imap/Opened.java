package org.salonarchive.source.imap;

/**
 * A folder as it was found.
 *
 * @param validity UIDVALIDITY; 0 where the server gives none that can be relied on
 * @param uidNext the UID of the next message; 0 when not said
 */
record Opened(long validity, long uidNext) {}
