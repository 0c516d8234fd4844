@NullMarked
package org.salonarchive;

import org.jspecify.annotations.NullMarked;
