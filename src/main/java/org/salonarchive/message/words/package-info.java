/** Text as words that can be found: cut, folded, stemmed in the text's language. */
@NullMarked
package org.salonarchive.message.words;

import org.jspecify.annotations.NullMarked;
