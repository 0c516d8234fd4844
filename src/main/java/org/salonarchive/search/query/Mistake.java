package org.salonarchive.search.query;

import java.util.Optional;

/**
 * A place of a query that was not understood.
 *
 * @param from its first UTF-16 unit in the text as typed
 * @param until the unit after it
 * @param says a sentence for the reader: what is wrong, and what was done about it
 * @param instead the whole query as it might have been meant, which has no mistake
 */
public record Mistake(int from, int until, String says, Optional<String> instead) {}
