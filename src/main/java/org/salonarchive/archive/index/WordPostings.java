package org.salonarchive.archive.index;

/** What a segment knows of one word. Does not change; thread-safe. */
public final class WordPostings {

    private final byte[] messages;
    private final byte[] places;

    /** @param places empty where nobody asks at which places the word stands, or it stands at none in particular */
    WordPostings(byte[] messages, byte[] places) {
        this.messages = messages;
        this.places = places;
    }

    /** The messages that have the word. */
    public PostingReader postings() {
        return new PostingReader(new ByteReading(messages), places.length == 0 ? null : new ByteReading(places));
    }

    /** How many bytes it takes. */
    public int length() {
        return messages.length + places.length;
    }
}
