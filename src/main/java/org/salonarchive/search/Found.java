package org.salonarchive.search;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.salonarchive.message.words.Language;

/**
 * A page of what was found, and of what all of it consists.
 *
 * @param hits the page
 * @param more whether others come after them
 * @param complete whether there was time enough to look at all messages; else older ones may be missing
 * @param count messages in all
 * @param threads how many threads these messages are in, where that was counted; else -1
 */
public record Found(List<Hit> hits, boolean more, boolean complete, long count, long threads, Facets facets) {

    /** Nothing. */
    public static final Found NONE = new Found(List.of(), false, true, 0, 0, Facets.NONE);

    /**
     * A found message; where threads are asked for, the one that stands for its thread.
     *
     * @param key the archive's own name for the message
     * @param inThread how many messages of its thread were found; 1 where threads are not asked for
     * @param languages by whose stems its words are found: its own, or all where that is not sure
     */
    public record Hit(long key, Instant at, long thread, long inThread, Set<Language> languages) {

        /** A place among what was found. */
        public Hit(long key, Instant at, long thread) {
            this(key, at, thread, 1, Set.of());
        }
    }

    /** How many messages of what was found have something in common. */
    public record Count<T>(T of, long messages) {}

    /**
     * Counts by list, sender and month.
     *
     * @param lists ids of lists, those with most messages first
     * @param senders ids of senders, each standing for its person, likewise, no more than {@link #SENDERS}
     * @param months in order, only those with messages
     */
    public record Facets(List<Count<Long>> lists, List<Count<Long>> senders, List<Count<YearMonth>> months) {

        /** More senders are not told. */
        public static final int SENDERS = 10;

        static final Facets NONE = new Facets(List.of(), List.of(), List.of());
    }
}
