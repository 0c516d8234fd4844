/**
 * What Salon keeps: lists, messages and threads in PostgreSQL, the writer that adds to them in bulk,
 * the repositories that pages read, the one builder of addresses and the one rule of access.
 */
@NullMarked
package org.salonarchive.archive;

import org.jspecify.annotations.NullMarked;
