/** The text of attached documents (PDF, Office), read by Apache Tika in a process of its own, where it is switched on. */
@NullMarked
package org.salonarchive.ingest.office;

import org.jspecify.annotations.NullMarked;
