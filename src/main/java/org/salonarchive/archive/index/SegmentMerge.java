package org.salonarchive.archive.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Makes one segment of several, word after word, so that it holds no more at once than one word takes. */
public final class SegmentMerge {

    private SegmentMerge() {}

    /**
     * A segment that becomes part of another.
     *
     * @param numbers what number each of its messages has in the other; negative for one that is left out
     */
    public record Part<X extends Exception>(ChunkSource<X> chunks, int[] numbers) {}

    private static final class Cursor<X extends Exception> {
        private final ChunkSource<X> chunks;
        private final int[] numbers;
        private final int place;
        private final ChunkPacking packing;
        private ChunkReader chunk = new ChunkReader(new byte[0], new byte[0]);
        private byte[] word = {};
        private long beginning;

        Cursor(Part<X> part, int place, ChunkPacking packing) {
            chunks = part.chunks();
            numbers = part.numbers();
            this.place = place;
            this.packing = packing;
        }

        boolean next() throws X {
            while (!chunk.next()) {
                Optional<Chunk> following = chunks.next();
                if (following.isEmpty()) {
                    return false;
                }
                chunk = packing.open(following.get().words(), following.get().places());
            }
            word = chunk.word();
            beginning = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                beginning = beginning << Byte.SIZE | (i < word.length ? word[i] & 0xFF : 0);
            }
            return true;
        }

        /** Most words differ in their first eight bytes. */
        int compareWord(Cursor<X> other) {
            int order = Long.compareUnsigned(beginning, other.beginning);
            return order != 0 ? order : Arrays.compareUnsigned(word, other.word);
        }
    }

    /** Merges. */
    public static <X extends Exception> void merge(List<Part<X>> parts, ChunkSink<X> sink) throws X {
        try (ChunkPacking packing = new ChunkPacking()) {
            merge(parts, packing, new ChunkWriter<>(packing, sink));
        }
    }

    private static <X extends Exception> void merge(List<Part<X>> parts, ChunkPacking packing, ChunkWriter<X> out)
            throws X {
        PriorityQueue<Cursor<X>> cursors = new PriorityQueue<>((one, other) -> {
            int byWord = one.compareWord(other);
            return byWord != 0 ? byWord : Integer.compare(one.place, other.place);
        });
        for (int i = 0; i < parts.size(); i++) {
            Cursor<X> cursor = new Cursor<>(parts.get(i), i, packing);
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
        Postings postings = new Postings();
        while (!cursors.isEmpty()) {
            List<Cursor<X>> same = new ArrayList<>();
            byte[] word = cursors.element().word;
            while (!cursors.isEmpty() && Arrays.equals(cursors.element().word, word)) {
                same.add(cursors.remove());
            }
            postings.clear();
            gather(same, postings);
            if (postings.count() > 0) {
                out.add(word, postings);
            }
            for (Cursor<X> cursor : same) {
                if (cursor.next()) {
                    cursors.add(cursor);
                }
            }
        }
        out.close();
    }

    /** One part after another as long as their messages follow one another so, which is the rule. */
    private static <X extends Exception> void gather(List<Cursor<X>> same, Postings postings) {
        if (same.size() == 1) {
            Numbered only = new Numbered(same.get(0).chunk.postings(), same.get(0).numbers);
            while (only.next()) {
                only.messages.copyTo(postings, only.number);
            }
            return;
        }
        PriorityQueue<Numbered> waiting =
                new PriorityQueue<>((one, other) -> Integer.compare(one.number, other.number));
        for (Cursor<X> cursor : same) {
            Numbered part = new Numbered(cursor.chunk.postings(), cursor.numbers);
            if (part.next()) {
                waiting.add(part);
            }
        }
        while (!waiting.isEmpty()) {
            Numbered part = waiting.remove();
            int until = waiting.isEmpty() ? Integer.MAX_VALUE : waiting.element().number;
            boolean more = true;
            while (more && part.number < until) {
                part.messages.copyTo(postings, part.number);
                more = part.next();
            }
            if (more) {
                waiting.add(part);
            }
        }
    }

    private static final class Numbered {
        private final PostingReader messages;
        private final int[] numbers;
        private int number;

        Numbered(PostingReader messages, int[] numbers) {
            this.messages = messages;
            this.numbers = numbers;
        }

        /** Goes to the next message that is not left out. */
        boolean next() {
            while (messages.next()) {
                number = numbers[messages.message()];
                if (number >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
