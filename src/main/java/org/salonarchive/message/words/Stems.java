package org.salonarchive.message.words;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.tartarus.snowball.SnowballStemmer;

/** Stems of words. What one thread has stemmed it keeps for the next time; the algorithms have a state. */
public final class Stems {

    /** Words kept for each language and thread. */
    private static final int KEPT = 20_000;

    private static final ThreadLocal<Map<Language, Stems>> OF_THREAD =
            ThreadLocal.withInitial(() -> new EnumMap<>(Language.class));

    private final SnowballStemmer stemmer;
    private final Map<String, String> kept = new HashMap<>();

    private Stems(SnowballStemmer stemmer) {
        this.stemmer = stemmer;
    }

    /** The stem of a token without accents; names have none but themselves. */
    public static String of(Token token, Language language) {
        if (token.kind() != Token.Kind.LETTERS || language == Language.NONE) {
            return token.folded();
        }
        return OF_THREAD
                .get()
                .computeIfAbsent(language, first -> new Stems(first.stemmer()))
                .stem(token.word());
    }

    private String stem(String word) {
        String known = kept.get(word);
        if (known != null) {
            return known;
        }
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        stemmer.setCurrent(word);
        stemmer.stem();
        String stem = stemmer.getCurrent();
        String plain = Folding.withoutAccents(stem.isEmpty() ? word : stem);
        kept.put(word, plain);
        return plain;
    }
}
