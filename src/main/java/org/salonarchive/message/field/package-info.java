/** The grammars of single header field bodies (RFC 5322, 2047, 2231, 5256): text in, plain values out. */
@NullMarked
package org.salonarchive.message.field;

import org.jspecify.annotations.NullMarked;
