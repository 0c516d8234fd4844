/** Pages, feeds, machine-readable twins and downloads; one resource for each family of addresses. */
@NullMarked
package org.salonarchive.reader;

import org.jspecify.annotations.NullMarked;
