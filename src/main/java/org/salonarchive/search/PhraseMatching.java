package org.salonarchive.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.index.PostingReader;

/**
 * Finds the messages of a segment in which words follow one another: goes through the messages of all words at once,
 * and reads the places only in those that have all of them.
 */
final class PhraseMatching {

    private static final int[] NOWHERE = {};

    private PhraseMatching() {}

    /** A word of a phrase on its way through the messages of a segment that have it. */
    interface Word {

        /** Goes to the first message that is not before this one, if it is not there yet; false for none. */
        boolean seek(int message);

        /** Its number in the segment. */
        int message();

        /** Where the word stands there, in order; asked once for each message. */
        int[] places();
    }

    /** A word as the index has it. */
    record Indexed(PostingReader postings, int weights) implements Word {

        @Override
        public boolean seek(int message) {
            return postings.seek(message);
        }

        @Override
        public int message() {
            return postings.message();
        }

        @Override
        public int[] places() {
            return postings.places(weights);
        }
    }

    /** All words that begin alike, as one. */
    static final class Gathered implements Word {

        private final TreeMap<Integer, int[]> places = new TreeMap<>();
        private Map.@Nullable Entry<Integer, int[]> at;

        /** Adds places of one of the words. */
        void add(int message, int[] more) {
            places.merge(message, more, Gathered::joined);
        }

        private static int[] joined(int[] one, int[] other) {
            int[] joined = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, joined, one.length, other.length);
            Arrays.sort(joined);
            return joined;
        }

        @Override
        public boolean seek(int message) {
            at = places.ceilingEntry(message);
            return at != null;
        }

        @Override
        public int message() {
            return at == null ? -1 : at.getKey();
        }

        @Override
        public int[] places() {
            return at == null ? NOWHERE : at.getValue();
        }
    }

    /** Those of some messages that have all words, of which there is one or more, in any order. */
    static BitSet together(List<? extends Word> words, BitSet within) {
        return those(words, within, () -> true);
    }

    /**
     * Those of some messages in which the words follow one another.
     *
     * @param distances of each to the one before it; the first one's says nothing
     */
    static BitSet following(List<? extends Word> words, List<Integer> distances, BitSet within) {
        return those(words, within, () -> isFollowing(words, distances));
    }

    /** Those of some messages that have all words, and where these stand so. */
    private static BitSet those(List<? extends Word> words, BitSet within, BooleanSupplier test) {
        BitSet found = new BitSet();
        for (int message = next(words, 0); message >= 0; message = next(words, message + 1)) {
            if (within.get(message) && test.getAsBoolean()) {
                found.set(message);
            }
        }
        return found;
    }

    /** The first message from one on that has all words; negative where there is none. */
    private static int next(List<? extends Word> words, int from) {
        int message = from;
        int agreed = 0;
        for (int i = 0; agreed < words.size(); i = i + 1 == words.size() ? 0 : i + 1) {
            Word word = words.get(i);
            if (!word.seek(message)) {
                return -1;
            }
            agreed = word.message() == message ? agreed + 1 : 1;
            message = word.message();
        }
        return message;
    }

    private static boolean isFollowing(List<? extends Word> words, List<Integer> distances) {
        int[] ends = words.get(0).places();
        for (int i = 1; i < words.size() && ends.length > 0; i++) {
            ends = behind(ends, words.get(i).places(), distances.get(i));
        }
        return ends.length > 0;
    }

    /** Those places that have one of the places before at this distance. */
    private static int[] behind(int[] before, int[] places, int distance) {
        int[] found = new int[places.length];
        int count = 0;
        int at = 0;
        for (int place : places) {
            while (at < before.length && before[at] + distance < place) {
                at++;
            }
            if (at < before.length && before[at] + distance == place) {
                found[count++] = place;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
