package org.salonarchive.archive.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The words of one message with the places where they stand, each place with a weight. Of a message that has very much
 * to say the end is left out; see {@link #isFull}.
 */
public final class WordPlaces {

    /** Bytes of words and places that are kept of one message: some hundred thousand words. */
    private static final int MOST_BYTES = 2_000_000;

    private static final int WORD_BYTES = 6;
    private static final int PLACE_BYTES = 2;
    static final int WEIGHT_BITS = 2;
    private static final int USUAL = 512;
    private static final long HASH_SEED = 0xCBF29CE484222325L;
    private static final long HASH_PRIME = 0x100000001B3L;
    private static final long HASH_MIX = 0xFF51AFD7ED558CCDL;

    private static final class Places {
        private int[] places = new int[1];
        private int count;
        private int weights;

        /** In growing order, each once, with the weight that came first. */
        boolean add(int position, Weight weight) {
            if (count > 0 && places[count - 1] >> WEIGHT_BITS >= position) {
                return false;
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
            }
            places[count++] = position << WEIGHT_BITS | weight.ordinal();
            weights |= weight.bit();
            return true;
        }
    }

    private final Map<String, Places> words = new HashMap<>(USUAL);
    private final Map<String, Places> unplaced = new HashMap<>();
    private int bytes;

    /** Whether nothing new finds room. */
    public boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    /** A word at a place; the places of one word come in growing order. */
    public void add(String word, int position, Weight weight) {
        add(words, word, position, weight);
    }

    /** A word of which only is kept how often and with which weights it stands there. */
    public void count(String word, int position, Weight weight) {
        add(unplaced, word, position, weight);
    }

    /** A word that stands nowhere in particular. */
    public void add(String word) {
        places(unplaced, word);
    }

    private void add(Map<String, Places> to, String word, int position, Weight weight) {
        if (!isFull() && places(to, word).add(position, weight)) {
            bytes += PLACE_BYTES;
        }
    }

    private Places places(Map<String, Places> to, String word) {
        return to.computeIfAbsent(word, first -> {
            bytes += word.length() * 3 + WORD_BYTES;
            return new Places();
        });
    }

    /** How many words there are. */
    public int size() {
        return words.size() + unplaced.size();
    }

    /**
     * The words, in no particular order: each its length and bytes (UTF-8), its {@link Mark}, the length of its places
     * and its places, each as its distance from the one before.
     */
    public byte[] bytes() {
        ByteRun out = new ByteRun();
        ByteRun places = new ByteRun();
        words.forEach((word, where) -> {
            places.clear();
            write(where, places);
            write(word, where, places, out);
        });
        places.clear();
        unplaced.forEach((word, where) -> write(word, where, places, out));
        return out.toArray();
    }

    private static void write(Places where, ByteRun out) {
        boolean same = Mark.isOfOneWeight(Mark.of(where.weights, where.count));
        if (where.count >= Mark.OFTEN) {
            out.number(where.count);
        }
        int before = 0;
        for (int i = 0; i < where.count; i++) {
            int position = where.places[i] >> WEIGHT_BITS;
            int distance = position - before;
            out.number(same ? distance : distance << WEIGHT_BITS | where.places[i] & (1 << WEIGHT_BITS) - 1);
            before = position;
        }
    }

    private static void write(String word, Places where, ByteRun places, ByteRun out) {
        byte[] name = word.getBytes(StandardCharsets.UTF_8);
        out.number(name.length);
        out.bytes(name, 0, name.length);
        out.put(Mark.of(where.weights, where.count));
        out.number(places.length());
        out.bytes(places);
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
