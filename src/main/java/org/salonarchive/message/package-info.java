/** Turns the bytes of a mail message (RFC 5322, MIME) into values: pure, total, bounded, without recursion over input. */
@NullMarked
package org.salonarchive.message;

import org.jspecify.annotations.NullMarked;
