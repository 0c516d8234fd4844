package org.salonarchive.search;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.index.ChunkReader;
import org.salonarchive.archive.index.WordPostings;

/** The words of a search in some segments at a time, looked up together. */
final class WordIndex {

    /** Words times segments that are held at once: a common word takes some kilobytes of each, with its places tens. */
    private static final int HELD = 256;

    private final SearchQuestions ask;
    private final long[] segments;
    private final RememberedWords remembered;
    private final Map<String, @Nullable WordPostings[]> known = new HashMap<>();
    private int from;

    WordIndex(SearchQuestions ask, RememberedWords remembered, long[] segments) {
        this.ask = ask;
        this.remembered = remembered;
        this.segments = segments;
    }

    /**
     * Looks words up in the segments from one on, and forgets all others.
     *
     * @param placed words whose places count
     * @return up to which segment
     */
    int look(Collection<String> words, Collection<String> placed, int first) throws SQLException {
        known.clear();
        from = first;
        int count = Math.min(segments.length - first, Math.max(1, HELD / Math.max(1, words.size() + placed.size())));
        long[] some = Arrays.copyOfRange(segments, first, first + count);
        look(placed, true, some);
        look(words, false, some);
        return first + count;
    }

    private void look(Collection<String> words, boolean places, long[] some) throws SQLException {
        List<String> unknown = words.stream()
                .filter(word -> !known.containsKey(word))
                .distinct()
                .toList();
        List<String> sought = new ArrayList<>();
        BitSet lacking = new BitSet();
        for (String word : unknown) {
            BitSet lacksIt = remember(word, places, some);
            lacking.or(lacksIt);
            if (!lacksIt.isEmpty()) {
                sought.add(word);
            }
        }
        if (!sought.isEmpty()) {
            ask(sought, places, some, lacking.stream().toArray());
        }
    }

    /** Takes what is remembered of a word; returns of which segments nothing is. */
    private BitSet remember(String word, boolean places, long[] some) {
        WordPostings[] found = new WordPostings[some.length];
        BitSet lacking = new BitSet();
        for (int i = 0; i < some.length; i++) {
            Optional<WordPostings> before = remembered.get(new RememberedWords.Place(some[i], word, places));
            if (before == null) {
                lacking.set(i);
            } else {
                found[i] = before.orElse(null);
            }
        }
        known.put(word, found);
        return lacking;
    }

    private void ask(List<String> sought, boolean places, long[] some, int[] lacking) throws SQLException {
        long[] ids = Arrays.stream(lacking).mapToLong(i -> some[i]).toArray();
        List<byte[]> names = sought.stream().map(WordIndex::bytes).toList();
        ask.chunks(ids, names, places, (word, segment, chunk) -> {
            if (chunk.seek(names.get(word))) {
                known.get(sought.get(word))[lacking[segment]] = chunk.wordPostings();
            }
        });
        for (String word : sought) {
            for (int i : lacking) {
                remembered.keep(
                        new RememberedWords.Place(some[i], word, places), Optional.ofNullable(known.get(word)[i]));
            }
        }
    }

    /** The word in a segment in which it was looked up. */
    Optional<WordPostings> word(String word, int segment) {
        return Optional.ofNullable(known.get(word)[segment - from]);
    }

    /** What is done with each word that begins so. */
    @FunctionalInterface
    interface Each {
        void word(ChunkReader at) throws SQLException;
    }

    /** Goes through the words of a segment that begin so. */
    void beginningWith(String beginning, int segment, boolean places, Each each) throws SQLException {
        byte[] bytes = bytes(beginning);
        ask.chunks(segments[segment], bytes, after(bytes), places, chunk -> {
            while (chunk.next()) {
                if (chunk.beginsWith(bytes)) {
                    each.word(chunk);
                }
            }
        });
    }

    /** The least bytes behind all that begin so; UTF-8 has no byte that could not grow. */
    private static byte[] after(byte[] beginning) {
        byte[] after = Arrays.copyOf(beginning, beginning.length);
        after[after.length - 1]++;
        return after;
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    /** Words of a query that are looked up as they are: all, and those whose places count. */
    static List<String> exact(WordQuery query, boolean placesCount) {
        List<String> exact = new ArrayList<>();
        gather(query, false, placesCount, exact);
        return exact;
    }

    private static void gather(WordQuery query, boolean inPhrase, boolean placesCount, List<String> exact) {
        if (query instanceof WordQuery.Word word) {
            if (!word.beginning() && inPhrase == placesCount) {
                exact.add(word.word());
            }
        } else if (query instanceof WordQuery.Phrase phrase) {
            phrase.words().forEach(word -> gather(word, true, placesCount, exact));
        } else if (query instanceof WordQuery.Any any) {
            any.any().forEach(each -> gather(each, inPhrase, placesCount, exact));
        } else if (query instanceof WordQuery.InLanguages languages) {
            gather(languages.of(), inPhrase, placesCount, exact);
        }
    }
}
