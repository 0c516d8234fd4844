package org.salonarchive.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.index.WordPostings;

/**
 * Keeps what segments know of words, as much as a part of the memory has room for: who has searched searches on, with
 * another word, in another order or a year. A segment does not change, and its name is given once.
 */
@ApplicationScoped
class RememberedWords {

    private static final int SHARE_OF_MEMORY = 16;

    /** What an entry takes beside its bytes. */
    private static final int ENTRY_BYTES = 200;

    private final Cache<Place, Optional<WordPostings>> words = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY)
            .weigher((Place place, Optional<WordPostings> word) ->
                    ENTRY_BYTES + word.map(WordPostings::length).orElse(0))
            .build();

    /** A word in a segment, with the places where it stands or without them. */
    record Place(long segment, String word, boolean places) {}

    /** What is known; null when that is not, empty when the segment does not have the word. */
    @Nullable
    Optional<WordPostings> get(Place place) {
        return words.getIfPresent(place);
    }

    void keep(Place place, Optional<WordPostings> word) {
        words.put(place, word);
    }
}
