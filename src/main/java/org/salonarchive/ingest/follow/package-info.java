/** Subscribed sources: what they are, who reads which of them now, and how they are followed for years. */
@NullMarked
package org.salonarchive.ingest.follow;

import org.jspecify.annotations.NullMarked;
