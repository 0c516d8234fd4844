package org.salonarchive.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.salonarchive.archive.index.SegmentMessages;
import org.salonarchive.message.words.Language;

/**
 * What stands beside the words of a segment's messages: by what a search narrows, orders and counts. It does not
 * change; what has changed since is in a copy.
 */
final class Columns {

    /** Bytes that a message takes here. */
    static final int BYTES = 50;

    /** Of no messages. */
    static final Columns NONE = new Columns(new SegmentMessages(new long[0], new long[0], new int[0]));

    private static final List<Language> LANGUAGES = List.of(Language.values());

    private final SegmentMessages messages;
    private final long[] at;
    private final long[] threads;
    private final long[] parents;
    private final long[] senders;
    private final char[] lists;
    private final byte[] languages;
    private final BitSet sure;
    private final BitSet alive;

    /** All codes of sets of lists that are, or were, here. */
    private final BitSet codes;

    /** Nothing is known of these messages yet. */
    Columns(SegmentMessages messages) {
        this.messages = messages;
        int count = messages.count();
        at = new long[count];
        threads = new long[count];
        parents = new long[count];
        senders = new long[count];
        lists = new char[count];
        languages = new byte[count];
        sure = new BitSet(count);
        alive = new BitSet(count);
        codes = new BitSet();
    }

    private Columns(Columns other) {
        messages = other.messages;
        at = other.at.clone();
        threads = other.threads.clone();
        parents = other.parents.clone();
        senders = other.senders.clone();
        lists = other.lists.clone();
        languages = other.languages.clone();
        sure = (BitSet) other.sure.clone();
        alive = (BitSet) other.alive.clone();
        codes = (BitSet) other.codes.clone();
    }

    /**
     * A row of {@code message_search}.
     *
     * @param at microseconds since 1970
     * @param lists the code of its set of lists
     * @param version which writing of its words counts
     * @param parent the message that it answers; 0 for none
     */
    record Row(
            long id,
            long at,
            long thread,
            long sender,
            char lists,
            Language language,
            boolean sure,
            long version,
            long parent) {}

    /** The same with other rows, of which some may be of other segments. */
    Columns with(List<Row> rows) {
        if (rows.stream().allMatch(row -> number(row.id()) < 0)) {
            return this;
        }
        Columns changed = new Columns(this);
        rows.forEach(changed::set);
        return changed;
    }

    private void set(Row row) {
        int number = number(row.id());
        if (number >= 0) {
            at[number] = row.at();
            threads[number] = row.thread();
            parents[number] = row.parent();
            senders[number] = row.sender();
            lists[number] = row.lists();
            codes.set(row.lists());
            languages[number] = (byte) row.language().ordinal();
            sure.set(number, row.sure());
            alive.set(number, row.version() == messages.versions()[number]);
        }
    }

    /** The number of a message; negative when it is not here. */
    int number(long id) {
        return Arrays.binarySearch(messages.ids(), id);
    }

    int count() {
        return messages.count();
    }

    /** Messages whose words here count. */
    BitSet alive() {
        return alive;
    }

    /** Those of them that are in some sets of lists; not to be changed. */
    BitSet alive(boolean[] sets) {
        boolean all = true;
        for (int code = codes.nextSetBit(0); code >= 0; code = codes.nextSetBit(code + 1)) {
            all &= sets[code];
        }
        if (all) {
            return alive;
        }
        return those(alive, number -> sets[lists[number]]);
    }

    /** Those of some messages that are so. */
    static BitSet those(BitSet within, IntPredicate test) {
        BitSet found = new BitSet(within.length());
        for (int number = within.nextSetBit(0); number >= 0; number = within.nextSetBit(number + 1)) {
            if (test.test(number)) {
                found.set(number);
            }
        }
        return found;
    }

    long id(int number) {
        return messages.ids()[number];
    }

    /** Microseconds since 1970. */
    long at(int number) {
        return at[number];
    }

    long thread(int number) {
        return threads[number];
    }

    /** The message that it answers; 0 for none. */
    long parent(int number) {
        return parents[number];
    }

    long sender(int number) {
        return senders[number];
    }

    char lists(int number) {
        return lists[number];
    }

    Language language(int number) {
        return LANGUAGES.get(languages[number]);
    }

    boolean isSure(int number) {
        return sure.get(number);
    }

    /** How many words it has. */
    int size(int number) {
        return messages.sizes()[number];
    }

    /** One message of a segment. */
    record Cell(Columns columns, int number) {

        long id() {
            return columns.id(number);
        }

        long at() {
            return columns.at(number);
        }

        long sender() {
            return columns.sender(number);
        }

        long parent() {
            return columns.parent(number);
        }

        char lists() {
            return columns.lists(number);
        }
    }
}
