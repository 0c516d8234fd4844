/** Takes a list out of the archive: as a mailbox, or as files that any web server serves. */
@NullMarked
package org.salonarchive.export;

import org.jspecify.annotations.NullMarked;
