package org.salonarchive.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.archive.index.Mark;
import org.salonarchive.archive.index.PostingReader;
import org.salonarchive.archive.index.Weight;
import org.salonarchive.archive.index.WordPostings;
import org.salonarchive.search.RememberedColumns.Segment;

/** Finds the messages of each segment that have words. */
final class WordMatching {

    private static final int EVERY_WEIGHT = (1 << Weight.values().length) - 1;

    /** How much a word counts by its weight, from the least on. */
    private static final float[] COUNTS = {0.02f, 0.1f, 0.4f, 1};

    private static final float[] REPEATED = repeated();

    private final List<Segment> segments;
    private final WordIndex index;
    /** What was found of phrases in the segment that was asked last. */
    private final Map<WordQuery.Phrase, Answer> answered = new HashMap<>();

    private int answeredIn = -1;

    /** What was found of a phrase in some messages. */
    private record Answer(BitSet within, BitSet found) {

        boolean covers(BitSet messages) {
            BitSet others = (BitSet) messages.clone();
            others.andNot(within);
            return others.isEmpty();
        }
    }

    WordMatching(SearchQuestions ask, RememberedWords words, List<Segment> segments) {
        this.segments = segments;
        index = new WordIndex(
                ask, words, segments.stream().mapToLong(Segment::id).toArray());
    }

    /** Each time that a word stands there again counts less: 1/4, 1/9, and so on. */
    private static float[] repeated() {
        float[] repeated = new float[Mark.OFTEN + 1];
        repeated[0] = 1;
        for (int times = 1; times < repeated.length; times++) {
            repeated[times] = (times == 1 ? 0 : repeated[times - 1]) + 1f / (times * times);
        }
        return repeated;
    }

    /** Looks up what is going to be asked for in the segments from one on; returns up to which. */
    int look(Collection<WordQuery> queries, int first) throws SQLException {
        List<String> placed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (WordQuery query : queries) {
            placed.addAll(WordIndex.exact(query, true));
            others.addAll(WordIndex.exact(query, false));
        }
        return index.look(others, placed, first);
    }

    @FunctionalInterface
    private interface Each {
        void posting(PostingReader at);
    }

    /** Goes through the messages of a segment that have a word, or a word that begins so, in order for each word. */
    private void each(WordQuery.Word word, int segment, boolean places, Each each) throws SQLException {
        if (word.beginning()) {
            index.beginningWith(word.word(), segment, places, chunk -> each(chunk.postings(), word.weights(), each));
            return;
        }
        index.word(word.word(), segment).ifPresent(found -> each(found.postings(), word.weights(), each));
    }

    private static void each(PostingReader postings, int weights, Each each) {
        while (postings.next()) {
            if (weights == 0 || (Mark.weights(postings.mark()) & weights) != 0) {
                each.posting(postings);
            }
        }
    }

    /** Those of some messages that have the words. */
    BitSet of(WordQuery query, int segment, BitSet within) throws SQLException {
        if (query instanceof WordQuery.Word word) {
            BitSet found = new BitSet(within.length());
            each(word, segment, false, posting -> found.set(posting.message()));
            found.and(within);
            return found;
        }
        if (query instanceof WordQuery.Any any) {
            BitSet found = new BitSet();
            for (WordQuery each : any.any()) {
                found.or(of(each, segment, within));
            }
            return found;
        }
        if (query instanceof WordQuery.InLanguages languages) {
            Columns columns = segments.get(segment).columns();
            return Columns.those(
                    of(languages.of(), segment, within),
                    number -> !columns.isSure(number) || languages.languages().contains(columns.language(number)));
        }
        return phrase((WordQuery.Phrase) query, segment, within);
    }

    /** Asked once for a phrase and its messages; how much it counts is asked of fewer of them. */
    private BitSet phrase(WordQuery.Phrase phrase, int segment, BitSet within) throws SQLException {
        if (segment != answeredIn) {
            answered.clear();
            answeredIn = segment;
        }
        Answer known = answered.get(phrase);
        if (known == null || !known.covers(within)) {
            known = new Answer((BitSet) within.clone(), following(phrase, segment, within));
            answered.put(phrase, known);
        }
        BitSet found = (BitSet) known.found().clone();
        found.and(within);
        return found;
    }

    private BitSet following(WordQuery.Phrase phrase, int segment, BitSet within) throws SQLException {
        List<PhraseMatching.Word> words = new ArrayList<>();
        boolean beginnings = false;
        for (WordQuery.Word word : phrase.words()) {
            Optional<WordPostings> found = word.beginning() ? Optional.empty() : index.word(word.word(), segment);
            if (found.isEmpty() && !word.beginning()) {
                return new BitSet();
            }
            beginnings |= word.beginning();
            found.ifPresent(postings -> words.add(new PhraseMatching.Indexed(postings.postings(), weights(word))));
        }
        return beginnings
                ? PhraseMatching.following(
                        gathered(
                                phrase.words(),
                                segment,
                                words.isEmpty() ? within : PhraseMatching.together(words, within)),
                        phrase.distances(),
                        within)
                : PhraseMatching.following(words, phrase.distances(), within);
    }

    /** The words of a phrase of which some are only beginnings, in some messages. */
    private List<PhraseMatching.Word> gathered(List<WordQuery.Word> words, int segment, BitSet within)
            throws SQLException {
        List<PhraseMatching.Word> all = new ArrayList<>();
        for (WordQuery.Word word : words) {
            PhraseMatching.Gathered gathered = new PhraseMatching.Gathered();
            each(word, segment, true, posting -> {
                if (within.get(posting.message())) {
                    gathered.add(posting.message(), posting.places(weights(word)));
                }
            });
            all.add(gathered);
        }
        return all;
    }

    private static int weights(WordQuery.Word word) {
        return word.weights() == 0 ? EVERY_WEIGHT : word.weights();
    }

    /** How much a query counts in some messages of a segment: what counts most of several forms of a word. */
    void score(WordQuery query, int segment, BitSet within, float[] most) throws SQLException {
        if (query instanceof WordQuery.Word word) {
            each(word, segment, false, posting -> {
                if (within.get(posting.message())) {
                    most[posting.message()] = Math.max(most[posting.message()], count(posting.mark()));
                }
            });
        } else if (query instanceof WordQuery.Any any) {
            for (WordQuery each : any.any()) {
                score(each, segment, within, most);
            }
        } else if (query instanceof WordQuery.InLanguages languages) {
            score(languages.of(), segment, of(languages, segment, within), most);
        } else {
            BitSet found = of(query, segment, within);
            for (WordQuery.Word word : ((WordQuery.Phrase) query).words()) {
                score(word, segment, found, most);
            }
        }
    }

    private static float count(int mark) {
        int weights = Mark.weights(mark);
        int best = weights == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(weights);
        return COUNTS[best] * REPEATED[Mark.times(mark)];
    }
}
