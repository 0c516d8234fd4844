/** Old addresses, of the archives that a list had before: where they lead to now. */
@NullMarked
package org.salonarchive.reader.legacy;

import org.jspecify.annotations.NullMarked;
