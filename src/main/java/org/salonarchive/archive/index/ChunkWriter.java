package org.salonarchive.archive.index;

/**
 * Packs words, given in the order of their bytes, into chunks.
 *
 * @param <X> what may go wrong where the chunks go
 */
final class ChunkWriter<X extends Exception> {

    /** Bytes of a chunk before it is packed: of more, one word would be read with more others, of fewer, rows take more. */
    private static final int ROOM = 2_400;

    private static final int NUMBERS = 20;

    private final ChunkSink<X> sink;
    private final ChunkPacking packing;
    private final ByteRun words = new ByteRun();
    private final ByteRun places = new ByteRun();
    private byte[] first = {};
    private byte[] before = {};

    ChunkWriter(ChunkPacking packing, ChunkSink<X> sink) {
        this.packing = packing;
        this.sink = sink;
    }

    void add(byte[] word, Postings postings) throws X {
        int more = word.length
                + NUMBERS
                + postings.messages().length()
                + postings.places().length();
        if (words.length() > 0 && words.length() + places.length() + more > ROOM) {
            close();
        }
        if (words.length() == 0) {
            first = word;
            before = new byte[0];
        }
        int shared = shared(before, word);
        words.number(shared);
        words.number(word.length - shared);
        words.bytes(word, shared, word.length - shared);
        words.number(postings.count());
        words.number(postings.messages().length());
        words.number(postings.places().length());
        words.bytes(postings.messages());
        places.bytes(postings.places());
        before = word;
    }

    private static int shared(byte[] one, byte[] other) {
        int shared = 0;
        while (shared < one.length && shared < other.length && one[shared] == other[shared]) {
            shared++;
        }
        return shared;
    }

    /** Gives away what is left. */
    void close() throws X {
        if (words.length() > 0) {
            sink.take(new Chunk(first, packing.pack(words), packing.pack(places)));
            words.clear();
            places.clear();
        }
    }
}
