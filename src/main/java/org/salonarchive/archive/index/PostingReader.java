package org.salonarchive.archive.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Goes through the messages of a segment that have a word. */
public final class PostingReader {

    private static final int[] NOWHERE = {};

    private final ByteReading in;
    private final @Nullable ByteReading places;
    private int message = -1;
    private int mark;
    private boolean placesRead = true;

    PostingReader(ByteReading in, @Nullable ByteReading places) {
        this.in = in;
        this.places = places;
    }

    /** Goes to the next message; false behind the last. */
    public boolean next() {
        if (!placesRead) {
            skipPlaces();
        }
        if (!in.more()) {
            return false;
        }
        long next = in.number();
        int code = (int) next & Mark.WRITTEN_OUT;
        message += (int) (next >> Mark.CODE_BITS) + 1;
        mark = code == Mark.WRITTEN_OUT ? in.next() : Mark.ofCode(code);
        placesRead = places == null;
        return true;
    }

    /** Goes to the first message that is not before this one, if it is not there yet; false for none. */
    public boolean seek(int sought) {
        while (message < sought) {
            if (!next()) {
                message = Integer.MAX_VALUE;
                return false;
            }
        }
        return message != Integer.MAX_VALUE;
    }

    /** Its number in the segment. */
    public int message() {
        return message;
    }

    /** What is said of the word there; see {@link Mark}. */
    public int mark() {
        return mark;
    }

    /** Where the word stands there with one of some weights, in order; asked once for each message. */
    public int[] places(int weights) {
        if (places == null) {
            return NOWHERE;
        }
        placesRead = true;
        int count = count(places);
        boolean same = Mark.isOfOneWeight(mark);
        int[] where = new int[count];
        int kept = 0;
        int position = 0;
        for (int i = 0; i < count; i++) {
            int next = places.integer();
            int weight = same ? Mark.weights(mark) : 1 << (next & (1 << WordPlaces.WEIGHT_BITS) - 1);
            position += same ? next : next >> WordPlaces.WEIGHT_BITS;
            if ((weight & weights) != 0) {
                where[kept++] = position;
            }
        }
        return kept == count ? where : Arrays.copyOf(where, kept);
    }

    private int count(ByteReading from) {
        int times = Mark.times(mark);
        return times == Mark.OFTEN ? from.integer() : times;
    }

    private void skipPlaces() {
        ByteReading from = places();
        from.skipNumbers(count(from));
        placesRead = true;
    }

    private ByteReading places() {
        if (places == null) {
            throw new IllegalStateException("There are no places");
        }
        return places;
    }

    /** Adds this message to postings under another number. */
    void copyTo(Postings postings, int number) {
        if (places == null) {
            postings.add(number, mark, in.bytes(), 0, 0);
            return;
        }
        int from = places.at();
        skipPlaces();
        postings.add(number, mark, places.bytes(), from, places.at() - from);
    }
}
