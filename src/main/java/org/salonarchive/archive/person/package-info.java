/** One person behind several addresses: what the mailmap and operators say of that, and what follows from it. */
@NullMarked
package org.salonarchive.archive.person;

import org.jspecify.annotations.NullMarked;
