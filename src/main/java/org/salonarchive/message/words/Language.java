package org.salonarchive.message.words;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HindiStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** A language whose words have stems (the Snowball algorithms), or none of them. */
public enum Language {
    /** Words stay as they are. */
    NONE("none", "", null),
    ENGLISH("en", "snowball/english_stop.txt", EnglishStemmer::new),
    ARABIC("ar", "ar/stopwords.txt", ArabicStemmer::new),
    CATALAN("ca", "ca/stopwords.txt", CatalanStemmer::new),
    DANISH("da", "snowball/danish_stop.txt", DanishStemmer::new),
    DUTCH("nl", "snowball/dutch_stop.txt", DutchStemmer::new),
    FINNISH("fi", "snowball/finnish_stop.txt", FinnishStemmer::new),
    FRENCH("fr", "snowball/french_stop.txt", FrenchStemmer::new),
    GERMAN("de", "snowball/german_stop.txt", GermanStemmer::new),
    GREEK("el", "el/stopwords.txt", GreekStemmer::new),
    HINDI("hi", "hi/stopwords.txt", HindiStemmer::new),
    HUNGARIAN("hu", "snowball/hungarian_stop.txt", HungarianStemmer::new),
    INDONESIAN("id", "id/stopwords.txt", IndonesianStemmer::new),
    ITALIAN("it", "snowball/italian_stop.txt", ItalianStemmer::new),
    LITHUANIAN("lt", "lt/stopwords.txt", LithuanianStemmer::new),
    NORWEGIAN("no", "snowball/norwegian_stop.txt", NorwegianStemmer::new),
    PORTUGUESE("pt", "snowball/portuguese_stop.txt", PortugueseStemmer::new),
    ROMANIAN("ro", "ro/stopwords.txt", RomanianStemmer::new),
    RUSSIAN("ru", "snowball/russian_stop.txt", RussianStemmer::new),
    SPANISH("es", "snowball/spanish_stop.txt", SpanishStemmer::new),
    SWEDISH("sv", "snowball/swedish_stop.txt", SwedishStemmer::new),
    TURKISH("tr", "tr/stopwords.txt", TurkishStemmer::new);

    private static final String STOP_WORDS = "/org/apache/lucene/analysis/";
    /** Words of a text that vote. */
    private static final int ELECTORATE = 400;
    /** Fewer votes decide nothing. */
    private static final int LEAST = 3;

    /** The frequent words of all languages. */
    private static final WordNumbers FREQUENT = new WordNumbers();
    /** For each of them a bit for each language that has it. */
    private static final long[] LANGUAGES = languages();

    private final String code;
    private final String stopWords;
    private final Supplier<? extends SnowballStemmer> stemmer;

    Language(String code, String stopWords, Supplier<? extends SnowballStemmer> stemmer) {
        this.code = code;
        this.stopWords = stopWords;
        this.stemmer = stemmer;
    }

    /**
     * What a text tells of its language.
     *
     * @param sure whether it has words enough to tell
     */
    public record Told(Language language, boolean sure) {}

    /** The code of ISO 639-1; "none" for {@link #NONE}. */
    public String code() {
        return code;
    }

    /** The language of a code, in any case. */
    public static Optional<Language> ofCode(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.code.equals(lower)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /**
     * The language that a text seems to be in: the one that has most frequent words among the first, each counted
     * once, so that a program's {@code in} or a name on every line does not decide. Where too few do, a guess:
     * {@link #ENGLISH} for Latin letters, else {@link #NONE}.
     */
    public static Told of(String text) {
        int[] votes = new int[values().length];
        boolean latin = false;
        BitSet counted = new BitSet();
        Tokenizer tokenizer = new Tokenizer(text, 0);
        Token token = tokenizer.next();
        for (int i = 0; i < ELECTORATE && token != null; i++) {
            latin |= token.isLatin();
            int word = FREQUENT.find(token);
            if (word != WordNumbers.NONE && !counted.get(word)) {
                counted.set(word);
                count(LANGUAGES[word], votes);
            }
            token = tokenizer.next();
        }
        int winner = 0;
        for (int i = 1; i < votes.length; i++) {
            winner = votes[i] > votes[winner] ? i : winner;
        }
        if (votes[winner] >= LEAST) {
            return new Told(values()[winner], true);
        }
        return new Told(latin ? ENGLISH : NONE, false);
    }

    private static void count(long languages, int[] votes) {
        for (long left = languages; left != 0; left &= left - 1) {
            votes[Long.numberOfTrailingZeros(left)]++;
        }
    }

    SnowballStemmer stemmer() {
        return stemmer.get();
    }

    private static long[] languages() {
        Map<String, Long> votes = new HashMap<>();
        for (Language language : values()) {
            if (language != NONE) {
                language.readStopWords(votes);
            }
        }
        long[] languages = new long[votes.size()];
        votes.forEach((word, having) -> {
            if (word.length() > 1) {
                languages[FREQUENT.number(word)] = having;
            }
        });
        return languages;
    }

    /** A word a line; comments begin with | or #. */
    private void readStopWords(Map<String, Long> votes) {
        try (InputStream in = SnowballStemmer.class.getResourceAsStream(STOP_WORDS + stopWords);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                String word = line.split("[|#]", 2)[0].strip();
                if (!word.isEmpty()) {
                    votes.merge(Folding.lower(word), 1L << ordinal(), (one, other) -> one | other);
                }
            });
        } catch (IOException fault) {
            throw new UncheckedIOException("The frequent words of " + this + " cannot be read", fault);
        }
    }
}
