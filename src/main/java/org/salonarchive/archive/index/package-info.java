/**
 * The form in which words and where they stand are kept: an inverted index in segments, each of the messages of one
 * batch or of several merged ones. Pure: bytes in, bytes out.
 */
@NullMarked
package org.salonarchive.archive.index;

import org.jspecify.annotations.NullMarked;
