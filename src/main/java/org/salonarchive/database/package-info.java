/**
 * The PostgreSQL that Salon brings: unpacked, made, started and stopped by whoever needs it first or last,
 * with the settings of a database that keeps things, not of one for tests.
 */
@NullMarked
package org.salonarchive.database;

import org.jspecify.annotations.NullMarked;
