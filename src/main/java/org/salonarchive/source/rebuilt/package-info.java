/** Puts messages together again of what an archive kept of them. */
@NullMarked
package org.salonarchive.source.rebuilt;

import org.jspecify.annotations.NullMarked;
