/** What every source on the network keeps to: which hosts may be asked, and who is believed to be them. */
@NullMarked
package org.salonarchive.source.net;

import org.jspecify.annotations.NullMarked;
