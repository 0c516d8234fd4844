package org.salonarchive.archive.index;

/** In which messages of a segment a word stands, in the order of their numbers there, and at which places. */
final class Postings {

    private final ByteRun messages = new ByteRun();
    private final ByteRun places = new ByteRun();
    private int count;
    private int last = -1;

    /** A message behind the last one; its places as {@link WordPlaces} writes them. */
    void add(int message, int mark, byte[] bytes, int from, int length) {
        int code = Mark.code(mark);
        messages.number((long) (message - last - 1) << Mark.CODE_BITS | code);
        if (code == Mark.WRITTEN_OUT) {
            messages.put(mark);
        }
        places.bytes(bytes, from, length);
        last = message;
        count++;
    }

    int count() {
        return count;
    }

    ByteRun messages() {
        return messages;
    }

    ByteRun places() {
        return places;
    }

    void clear() {
        messages.clear();
        places.clear();
        count = 0;
        last = -1;
    }
}
