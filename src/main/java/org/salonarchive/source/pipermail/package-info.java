/** What Pipermail makes of a list's mail: its pages, texts and attachments, and the tree of them on a disk. */
@NullMarked
package org.salonarchive.source.pipermail;

import org.jspecify.annotations.NullMarked;
