/** Whose words stand where in a text: the author's own, quotes, patches, signatures, whole messages below an answer. */
@NullMarked
package org.salonarchive.message.passage;

import org.jspecify.annotations.NullMarked;
