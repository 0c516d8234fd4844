package org.salonarchive.search;

import java.util.Optional;
import java.util.OptionalInt;
import org.salonarchive.search.query.Query;

/**
 * A page of a search.
 *
 * @param list the only list that is looked in; empty for all that are visible
 * @param threads whether one message stands for each thread
 * @param last the last message of the page before
 * @param limit how many messages the page has
 */
public record SearchRequest(
        Query query, OptionalInt list, SearchOrder order, boolean threads, Optional<Found.Hit> last, int limit) {}
