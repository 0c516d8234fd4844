package org.salonarchive.search;

import java.time.Instant;

/** A message's place in the order of dates. */
record Place(Instant at, long key) {}
