/** The import doctor: what an import would find, told before anything is stored. */
@NullMarked
package org.salonarchive.ingest.doctor;

import org.jspecify.annotations.NullMarked;
