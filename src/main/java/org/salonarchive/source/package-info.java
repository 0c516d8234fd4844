/** Where message bytes come from: files, folders and archives of them. It knows nothing of what messages say. */
@NullMarked
package org.salonarchive.source;

import org.jspecify.annotations.NullMarked;
