package org.salonarchive.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A tsvector in the making: lexemes with the places where they stand, each with a weight. What PostgreSQL could not
 * hold is left out here: places beyond {@link #LAST_POSITION}, more than {@link #PLACES} of one lexeme, and new
 * lexemes when all together come near a megabyte.
 */
final class SearchVector {

    /** How much a place counts. */
    enum Weight {
        D,
        C,
        B,
        A
    }

    /** PostgreSQL counts no further (MAXENTRYPOS). */
    static final int LAST_POSITION = 16_383;
    /** PostgreSQL keeps no more places of one lexeme (MAXNUMPOS, less one). */
    private static final int PLACES = 255;
    /** PostgreSQL refuses a vector whose lexemes and places take 1 MB (MAXSTRPOS). */
    private static final int MOST_BYTES = 900_000;
    /** Bytes that a lexeme takes beside its own. */
    private static final int LEXEME_BYTES = 6;

    private static final int WEIGHT_SHIFT = 14;
    private static final int USUAL = 512;

    private static final class Places {
        private char[] places = new char[2];
        private int count;

        /** In growing order, each once, with the weight that came first; whether there was room. */
        boolean add(int position, Weight weight) {
            if (count > 0 && (places[count - 1] & LAST_POSITION) >= position || count == PLACES) {
                return false;
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
            }
            places[count] = (char) (weight.ordinal() << WEIGHT_SHIFT | position);
            count++;
            return true;
        }
    }

    /** Room for the words of most mails. */
    private final Map<String, Places> lexemes = new HashMap<>(USUAL);

    private int bytes;

    /** Whether nothing new finds room. */
    boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    /** A lexeme at a place; places of one lexeme come in growing order. */
    void add(String lexeme, int position, Weight weight) {
        Places places = places(lexeme);
        if (places != null && places.add(Math.min(position, LAST_POSITION), weight)) {
            bytes += Character.BYTES;
        }
    }

    /** A lexeme that stands nowhere in particular. */
    void add(String lexeme) {
        places(lexeme);
    }

    private Places places(String lexeme) {
        Places places = lexemes.get(lexeme);
        if (places == null && !isFull()) {
            places = new Places();
            lexemes.put(lexeme, places);
            bytes += lexeme.length() * 3 + LEXEME_BYTES;
        }
        return places;
    }

    /** How many lexemes there are. */
    int size() {
        return lexemes.size();
    }

    /** The lexemes as PostgreSQL receives them (tsvectorrecv), without the count before them. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(lexemes.size() * 16);
        lexemes.forEach((lexeme, places) -> {
            out.writeBytes(lexeme.getBytes(StandardCharsets.UTF_8));
            out.write(0);
            writeShort(out, places.count);
            for (int i = 0; i < places.count; i++) {
                writeShort(out, places.places[i]);
            }
        });
        return out.toByteArray();
    }

    private static void writeShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
