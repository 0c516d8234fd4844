/** Reads a folder of a mailbox on an IMAP server, over TLS only, and never changes anything there. */
@NullMarked
package org.salonarchive.source.imap;

import org.jspecify.annotations.NullMarked;
