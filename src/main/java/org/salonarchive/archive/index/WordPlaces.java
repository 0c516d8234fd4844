package org.salonarchive.archive.index;

import java.util.Arrays;
import java.util.Optional;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Stems;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.WordNumbers;

/**
 * The words of one message with the places where they stand, each place with a weight. Of a message that has very much
 * to say the end is left out; see {@link #isFull}. Meant for one message after the other: what it takes of the memory
 * is taken once. Not thread-safe.
 */
public final class WordPlaces {

    /** Bytes of words and places that are kept of one message: some hundred thousand words. */
    private static final int MOST_BYTES = 2_000_000;

    private static final int WORD_BYTES = 6;
    private static final int PLACE_BYTES = 2;
    static final int WEIGHT_BITS = 2;
    private static final long HASH_SEED = 0xCBF29CE484222325L;
    private static final long HASH_PRIME = 0x100000001B3L;
    private static final long HASH_MIX = 0xFF51AFD7ED558CCDL;

    private static final int USUAL_WORDS = 1024;
    private static final int USUAL_PLACES = 4096;
    private static final int MOST_KEPT = 64 * USUAL_PLACES;

    private final WordNumbers words = new WordNumbers();
    /** For each word: the number of its stem, its own where that is spelt alike, none while nobody has asked. */
    private int[] stems = new int[USUAL_WORDS];

    private byte[] weights = new byte[USUAL_WORDS];
    private int[] counts = new int[USUAL_WORDS];
    private boolean[] placed = new boolean[USUAL_WORDS];
    private int[] firsts = new int[USUAL_WORDS];
    private int[] lasts = new int[USUAL_WORDS];

    /** Positions with their weights, those of all words as they came, and where the next one of the same word is. */
    private int[] places = new int[USUAL_PLACES];

    private int[] nexts = new int[USUAL_PLACES];
    private int placeCount;
    private int seen;
    private int bytes;
    private Language language = Language.NONE;

    /**
     * Begins another message.
     *
     * @param language of the words that have stems
     */
    public void begin(Language language) {
        this.language = language;
        words.clear();
        seen = 0;
        bytes = 0;
        placeCount = 0;
        if (places.length > MOST_KEPT) {
            places = new int[USUAL_PLACES];
            nexts = new int[USUAL_PLACES];
        }
    }

    /** Whether nothing new finds room. */
    public boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    /**
     * A word at its place, without accents, and its stem, if that is spelt otherwise. The places of one word come in
     * growing order; of a stem only is kept how often and with which weights its words stand there.
     */
    public void add(Token token, Weight weight) {
        if (!isFull()) {
            add("", token, token.isAscii() ? known(words.number(token)) : number(token.folded()), weight);
        }
    }

    /** The same for a word of a field, which is found there only. */
    public void add(String field, Token token, Weight weight) {
        if (!isFull()) {
            add(field, token, number(field + token.folded()), weight);
        }
    }

    private void add(String field, Token token, int word, Weight weight) {
        placed[word] = true;
        add(word, token.position(), weight);
        if (token.kind() == Token.Kind.LETTERS && !isFull()) {
            int stem = stem(field, token, word);
            if (stem != word) {
                add(stem, token.position(), weight);
            }
        }
    }

    /** A word at a place, as it is; its places come in growing order. */
    public void add(String word, int position, Weight weight) {
        if (!isFull()) {
            int number = number(word);
            placed[number] = true;
            add(number, position, weight);
        }
    }

    /** A word that stands nowhere in particular. */
    public void add(String word) {
        number(word);
    }

    int number(String word) {
        return known(words.number(word));
    }

    /** Of words that only have the same form without accents each may have another stem. */
    private int stem(String field, Token token, int word) {
        if (token.isAscii() && stems[word] != WordNumbers.NONE) {
            return stems[word];
        }
        Optional<String> lexeme = Stems.lexeme(token, language);
        int stem = lexeme.isEmpty() ? word : number(field.concat(lexeme.get()));
        if (token.isAscii()) {
            stems[word] = stem;
        }
        return stem;
    }

    /** In growing order, each once, with the weight that came first. */
    void add(int word, int position, Weight weight) {
        if (counts[word] > 0 && places[lasts[word]] >> WEIGHT_BITS >= position) {
            return;
        }
        if (placeCount == places.length) {
            places = Arrays.copyOf(places, 2 * placeCount);
            nexts = Arrays.copyOf(nexts, 2 * placeCount);
        }
        places[placeCount] = position << WEIGHT_BITS | weight.ordinal();
        if (counts[word] == 0) {
            firsts[word] = placeCount;
        } else {
            nexts[lasts[word]] = placeCount;
        }
        lasts[word] = placeCount++;
        counts[word]++;
        weights[word] |= (byte) weight.bit();
        bytes += PLACE_BYTES;
    }

    /** The word, which may have come for the first time. */
    private int known(int word) {
        if (word < seen) {
            return word;
        }
        if (word == stems.length) {
            stems = Arrays.copyOf(stems, 2 * word);
            weights = Arrays.copyOf(weights, 2 * word);
            counts = Arrays.copyOf(counts, 2 * word);
            placed = Arrays.copyOf(placed, 2 * word);
            firsts = Arrays.copyOf(firsts, 2 * word);
            lasts = Arrays.copyOf(lasts, 2 * word);
        }
        stems[word] = WordNumbers.NONE;
        weights[word] = 0;
        counts[word] = 0;
        placed[word] = false;
        bytes += (words.end(word) - words.begin(word)) * 3 + WORD_BYTES;
        seen++;
        return word;
    }

    /** How many words there are. */
    public int size() {
        return words.size();
    }

    /**
     * The words, in no particular order: each its length and bytes (UTF-8), its {@link Mark}, the length of its places
     * and its places, each as its distance from the one before.
     */
    public byte[] bytes() {
        ByteRun out = new ByteRun();
        ByteRun where = new ByteRun();
        byte[] names = words.names();
        for (int word = 0; word < words.size(); word++) {
            int begin = words.begin(word);
            int length = words.end(word) - begin;
            out.number(length);
            out.bytes(names, begin, length);
            out.put(Mark.of(weights[word], counts[word]));
            where.clear();
            if (placed[word]) {
                write(word, where);
            }
            out.number(where.length());
            out.bytes(where);
        }
        return out.toArray();
    }

    private void write(int word, ByteRun out) {
        int count = counts[word];
        boolean same = Mark.isOfOneWeight(Mark.of(weights[word], count));
        if (count >= Mark.OFTEN) {
            out.number(count);
        }
        int before = 0;
        int at = firsts[word];
        for (int i = 0; i < count; i++) {
            int position = places[at] >> WEIGHT_BITS;
            int distance = position - before;
            out.number(same ? distance : distance << WEIGHT_BITS | places[at] & (1 << WEIGHT_BITS) - 1);
            before = position;
            at = nexts[at];
        }
    }

    /** The same for the same words at the same places, whatever their order; for others almost surely another. */
    public static long hash(byte[] bytes) {
        ByteReading in = new ByteReading(bytes);
        long sum = 0;
        while (in.more()) {
            int from = in.at();
            in.skip(in.integer());
            in.next();
            in.skip(in.integer());
            long hash = HASH_SEED;
            for (int i = from; i < in.at(); i++) {
                hash = (hash ^ bytes[i]) * HASH_PRIME;
            }
            hash = (hash ^ hash >>> 33) * HASH_MIX;
            sum += hash ^ hash >>> 33;
        }
        return sum;
    }
}
