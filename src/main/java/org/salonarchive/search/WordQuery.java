package org.salonarchive.search;

import java.util.List;
import java.util.Set;
import org.salonarchive.message.words.Language;

/** What words a message must have, as the index knows them. */
sealed interface WordQuery {

    /**
     * One word.
     *
     * @param beginning whether it only begins so
     * @param weights with one of which it must stand there, each a bit; 0 for any
     */
    record Word(String word, boolean beginning, int weights) implements WordQuery {}

    /**
     * Words that stand behind one another.
     *
     * @param distances of each to the one before it; the first one's says nothing
     */
    record Phrase(List<Word> words, List<Integer> distances) implements WordQuery {}

    /** At least one of them. */
    record Any(List<WordQuery> any) implements WordQuery {}

    /** In messages of these languages, or whose language is not sure. */
    record InLanguages(WordQuery of, Set<Language> languages) implements WordQuery {}
}
