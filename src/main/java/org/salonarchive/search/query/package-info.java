/** The language in which readers ask: from text to a tree of conditions, with what was not understood. */
@NullMarked
package org.salonarchive.search.query;

import org.jspecify.annotations.NullMarked;
