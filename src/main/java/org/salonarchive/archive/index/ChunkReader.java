package org.salonarchive.archive.index;

import java.util.Arrays;

/** Goes through the words of a chunk. */
public final class ChunkReader {

    private final ByteReading in;
    private final byte[] places;
    private byte[] word = new byte[64];
    private int wordLength;
    private int messages;
    private int postingsFrom;
    private int postingsEnd;
    private int placesFrom;
    private int placesEnd;

    /** @param places empty where nobody asks where words stand */
    ChunkReader(byte[] words, byte[] places) {
        in = new ByteReading(words);
        this.places = places;
    }

    /** Goes to the next word; false behind the last. */
    public boolean next() {
        if (!in.more()) {
            return false;
        }
        int shared = in.integer();
        int more = in.integer();
        wordLength = shared + more;
        if (wordLength > word.length) {
            word = Arrays.copyOf(word, wordLength * 2);
        }
        System.arraycopy(in.bytes(), in.at(), word, shared, more);
        in.skip(more);
        messages = in.integer();
        int length = in.integer();
        placesFrom = placesEnd;
        placesEnd += in.integer();
        postingsFrom = in.at();
        in.skip(length);
        postingsEnd = in.at();
        return true;
    }

    /** Goes to this word; false when it is not there. */
    public boolean seek(byte[] sought) {
        while (next()) {
            int order = Arrays.compareUnsigned(word, 0, wordLength, sought, 0, sought.length);
            if (order >= 0) {
                return order == 0;
            }
        }
        return false;
    }

    /** The word in UTF-8. */
    public byte[] word() {
        return Arrays.copyOf(word, wordLength);
    }

    /** Whether the word begins so. */
    public boolean beginsWith(byte[] beginning) {
        return wordLength >= beginning.length
                && Arrays.equals(word, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** How many messages have the word. */
    public int messages() {
        return messages;
    }

    /** Those messages. */
    public PostingReader postings() {
        boolean placed = places.length > 0 && placesEnd > placesFrom;
        return new PostingReader(
                new ByteReading(in.bytes(), postingsFrom, postingsEnd),
                placed ? new ByteReading(places, placesFrom, placesEnd) : null);
    }

    /** What the chunk says of the word, in as many bytes as that takes. */
    public WordPostings wordPostings() {
        return new WordPostings(
                Arrays.copyOfRange(in.bytes(), postingsFrom, postingsEnd),
                places.length == 0 ? places : Arrays.copyOfRange(places, placesFrom, placesEnd));
    }
}
