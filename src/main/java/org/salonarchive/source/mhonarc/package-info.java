/** Archives that MHonArc made, alone or as the pages of a Pipermail archive, as they stand on disk. */
@NullMarked
package org.salonarchive.source.mhonarc;

import org.jspecify.annotations.NullMarked;
