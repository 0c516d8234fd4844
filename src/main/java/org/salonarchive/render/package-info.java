/** What a mail says, as safe HTML: the only maker of {@link org.salonarchive.render.SafeHtml}. */
@NullMarked
package org.salonarchive.render;

import org.jspecify.annotations.NullMarked;
