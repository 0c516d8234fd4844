/** Turns bytes of any declared, undeclared or wrongly declared charset into text. */
@NullMarked
package org.salonarchive.message.charset;

import org.jspecify.annotations.NullMarked;
