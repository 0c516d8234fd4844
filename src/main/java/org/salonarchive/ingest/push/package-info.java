/** Mail that a list server hands over: by LMTP, or as Mailman 3 gives it to an archiver; answered once it is kept. */
@NullMarked
package org.salonarchive.ingest.push;

import org.jspecify.annotations.NullMarked;
