package org.salonarchive.search;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Match;
import org.salonarchive.search.query.Query;

/** What a reader may have meant whose query finds nothing. */
final class Suggestion {

    /** Shorter words are like too many others. */
    private static final int SHORTEST = 4;

    private static final int MOST_TRIED = 8;

    private Suggestion() {}

    /**
     * One word at a time is put in another's place.
     *
     * @param alike known words that are spelt almost like one, the nearest first
     * @param finds whether a query finds anything
     */
    static Optional<String> of(Query query, Function<String, List<String>> alike, Predicate<String> finds) {
        int tried = 0;
        for (Condition.Words words : query.marked()) {
            List<Token> tokens = Tokenizer.all(words.text());
            boolean word = words.match() == Match.WORD
                    && tokens.size() == 1
                    && tokens.get(0).folded().length() >= SHORTEST;
            for (String other : word ? alike.apply(tokens.get(0).folded()) : List.<String>of()) {
                String text = query.text().replace(words.text(), other);
                if (tried++ < MOST_TRIED && finds.test(text)) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }
}
