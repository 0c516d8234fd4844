package org.salonarchive.search;

import java.util.Locale;
import java.util.Optional;

/** In which order found messages are shown. */
public enum SearchOrder {
    /** By where the words stand and how often: subject, own words, quotes, the rest; newer ones a little before older ones. */
    RELEVANCE,
    NEWEST,
    OLDEST;

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order of a word. */
    public static Optional<SearchOrder> ofWord(String word) {
        for (SearchOrder order : values()) {
            if (order.word().equals(word)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }
}
