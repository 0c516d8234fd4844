/** What readers ask for, and the questions to PostgreSQL that answer it. */
@NullMarked
package org.salonarchive.search;

import org.jspecify.annotations.NullMarked;
