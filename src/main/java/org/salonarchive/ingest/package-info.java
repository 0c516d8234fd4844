/** The conductor: which source is read into which list, how far, and what went wrong. */
@NullMarked
package org.salonarchive.ingest;

import org.jspecify.annotations.NullMarked;
