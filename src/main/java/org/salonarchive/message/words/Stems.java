package org.salonarchive.message.words;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tartarus.snowball.SnowballStemmer;

/** Stems of words. What one thread has stemmed it keeps for the next time; the algorithms have a state. */
public final class Stems {

    /** Words kept for each language and thread. */
    private static final int KEPT = 20_000;

    private static final int FIRST = 1024;

    private static final ThreadLocal<Map<Language, Stems>> OF_THREAD =
            ThreadLocal.withInitial(() -> new EnumMap<>(Language.class));

    private final SnowballStemmer stemmer;
    private final WordNumbers kept = new WordNumbers();
    /** For each word that is kept, its stem and how that is named in the index. */
    private Stem[] stems = new Stem[FIRST];

    /** A stem; empty lexeme where the word without accents is spelt like it. */
    private record Stem(String spelt, Optional<String> lexeme) {

        static Stem of(Token token, String spelt) {
            return new Stem(spelt, spelt.equals(token.folded()) ? Optional.empty() : Optional.of(Lexeme.stem(spelt)));
        }
    }

    private Stems(SnowballStemmer stemmer) {
        this.stemmer = stemmer;
    }

    /** The stem of a token without accents; names have none but themselves. */
    public static String of(Token token, Language language) {
        return hasNone(token, language) ? token.folded() : stem(token, language).spelt();
    }

    /** How the stem of a token is named in the index; empty where it is spelt like the token without accents. */
    public static Optional<String> lexeme(Token token, Language language) {
        return hasNone(token, language)
                ? Optional.empty()
                : stem(token, language).lexeme();
    }

    private static boolean hasNone(Token token, Language language) {
        return token.kind() != Token.Kind.LETTERS || language == Language.NONE;
    }

    private static Stem stem(Token token, Language language) {
        return OF_THREAD
                .get()
                .computeIfAbsent(language, first -> new Stems(first.stemmer()))
                .stem(token);
    }

    private Stem stem(Token token) {
        int known = kept.find(token);
        if (known != WordNumbers.NONE) {
            return stems[known];
        }
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        String word = token.word();
        stemmer.setCurrent(word);
        stemmer.stem();
        String stem = stemmer.getCurrent();
        int number = kept.number(token);
        if (number == stems.length) {
            stems = Arrays.copyOf(stems, 2 * number);
        }
        stems[number] = Stem.of(token, Folding.withoutAccents(stem.isEmpty() ? word : stem));
        return stems[number];
    }
}
