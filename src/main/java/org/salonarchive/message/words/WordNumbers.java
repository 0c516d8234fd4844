package org.salonarchive.message.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers words in the order in which they come, each spelling once. A token of ASCII is looked up as it stands in its
 * text, and no string is made of it: most words of a text have come before. Not thread-safe.
 */
public final class WordNumbers {

    /** The number of what has none. */
    public static final int NONE = -1;

    private static final int FIRST_WORDS = 1024;
    private static final int MOST_KEPT = 64 * FIRST_WORDS;
    private static final int USUAL_LENGTH = 8;
    private static final int SPREAD = 0x9E3779B9;

    /** Twice as many as words or more: where a word's number stands, one higher, or at the next place that was free. */
    private int[] table = new int[2 * FIRST_WORDS];

    private int[] hashes = new int[FIRST_WORDS];
    /** Where each word ends in {@link #names}, behind the first. */
    private int[] ends = new int[FIRST_WORDS + 1];

    private byte[] names = new byte[FIRST_WORDS * USUAL_LENGTH];
    private int size;

    /** The number of {@link Token#word}, {@link #NONE} if it has not come. */
    int find(Token token) {
        if (!token.isAscii()) {
            String word = token.word();
            return table[place(word.getBytes(StandardCharsets.UTF_8), word.hashCode())] - 1;
        }
        return table[place(token, token.hash())] - 1;
    }

    /** The number of {@link Token#word}, which has now come. */
    public int number(Token token) {
        if (!token.isAscii()) {
            return number(token.word());
        }
        int hash = token.hash();
        int place = place(token, hash);
        if (table[place] == 0) {
            room(token.length());
            token.spell(names, ends[size]);
            add(place, hash, token.length());
            return size - 1;
        }
        return table[place] - 1;
    }

    /** The number of a word, which has now come. */
    public int number(String word) {
        byte[] name = word.getBytes(StandardCharsets.UTF_8);
        int hash = word.hashCode();
        int place = place(name, hash);
        if (table[place] == 0) {
            room(name.length);
            System.arraycopy(name, 0, names, ends[size], name.length);
            add(place, hash, name.length);
            return size - 1;
        }
        return table[place] - 1;
    }

    /** How many words have come; the numbers are those below. */
    public int size() {
        return size;
    }

    /** The words in UTF-8, one behind the other; to be read only. */
    public byte[] names() {
        return names;
    }

    /** Where a word begins in {@link #names}. */
    public int begin(int number) {
        return ends[number];
    }

    /** Where a word ends there. */
    public int end(int number) {
        return ends[number + 1];
    }

    /** Forgets all words. What they took is kept for those that come, as long as it is not much. */
    public void clear() {
        if (size > MOST_KEPT) {
            table = new int[2 * FIRST_WORDS];
            hashes = new int[FIRST_WORDS];
            ends = new int[FIRST_WORDS + 1];
            names = new byte[FIRST_WORDS * USUAL_LENGTH];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    private int place(Token token, int hash) {
        int place = first(hash);
        for (int number = table[place] - 1; number >= 0; number = table[place] - 1) {
            if (hashes[number] == hash && token.isSpelt(names, ends[number], ends[number + 1])) {
                break;
            }
            place = next(place);
        }
        return place;
    }

    private int place(byte[] name, int hash) {
        int place = first(hash);
        for (int number = table[place] - 1; number >= 0; number = table[place] - 1) {
            if (hashes[number] == hash && Arrays.equals(names, ends[number], ends[number + 1], name, 0, name.length)) {
                break;
            }
            place = next(place);
        }
        return place;
    }

    private int first(int hash) {
        return hash * SPREAD >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    private int next(int place) {
        return place + 1 & table.length - 1;
    }

    private void room(int length) {
        if (ends[size] + length > names.length) {
            names = Arrays.copyOf(names, Math.max(2 * names.length, ends[size] + length));
        }
    }

    private void add(int place, int hash, int length) {
        hashes[size] = hash;
        ends[size + 1] = ends[size] + length;
        size++;
        table[place] = size;
        if (size == hashes.length) {
            grow();
        }
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size + 1);
        table = new int[4 * size];
        for (int number = 0; number < size; number++) {
            int place = first(hashes[number]);
            while (table[place] != 0) {
                place = next(place);
            }
            table[place] = number + 1;
        }
    }
}
