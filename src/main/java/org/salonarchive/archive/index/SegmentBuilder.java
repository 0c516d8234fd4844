package org.salonarchive.archive.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the words of messages, one message after another. */
public final class SegmentBuilder {

    private static final int USUAL = 1 << 14;

    /** Bytes of a word, within others as long as it is only looked for. */
    private static final class Word implements Comparable<Word> {
        private byte[] bytes = {};
        private int from;
        private int length;
        private int hash;

        void at(byte[] within, int begin, int count) {
            bytes = within;
            from = begin;
            length = count;
            int sum = 1;
            for (int i = begin; i < begin + count; i++) {
                sum = 31 * sum + within[i];
            }
            hash = sum;
        }

        Word copy() {
            Word copy = new Word();
            copy.bytes = Arrays.copyOfRange(bytes, from, from + length);
            copy.length = length;
            copy.hash = hash;
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Word word
                    && hash == word.hash
                    && Arrays.equals(bytes, from, from + length, word.bytes, word.from, word.from + word.length);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Word other) {
            return Arrays.compareUnsigned(
                    bytes, from, from + length, other.bytes, other.from, other.from + other.length);
        }
    }

    private final Map<Word, Postings> words = new HashMap<>(USUAL);
    private final Word sought = new Word();
    private int messages;

    /** The next message, with its words as {@link WordPlaces#bytes()} has them. */
    public void add(byte[] bytes) {
        ByteReading in = new ByteReading(bytes);
        while (in.more()) {
            int length = in.integer();
            sought.at(bytes, in.at(), length);
            in.skip(length);
            int mark = in.next();
            int places = in.integer();
            Postings postings = words.get(sought);
            if (postings == null) {
                postings = new Postings();
                words.put(sought.copy(), postings);
            }
            postings.add(messages, mark, bytes, in.at(), places);
            in.skip(places);
        }
        messages++;
    }

    /** Writes them all. */
    public <X extends Exception> void write(ChunkSink<X> sink) throws X {
        List<Map.Entry<Word, Postings>> sorted =
                words.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        try (ChunkPacking packing = new ChunkPacking()) {
            ChunkWriter<X> chunks = new ChunkWriter<>(packing, sink);
            for (Map.Entry<Word, Postings> word : sorted) {
                chunks.add(word.getKey().bytes, word.getValue());
            }
            chunks.close();
        }
    }
}
