package org.salonarchive.archive;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.salonarchive.thread.ThreadTree;

/**
 * In which order messages are shown, and how deep: the little that is held of a thread or a volume of any
 * length, while a page loads only the messages that it shows.
 */
public final class Nesting {

    private final long[] keys;
    private final long[] parents;
    private final long[] senders;
    private final Instant first;
    private final Instant last;
    private final ThreadTree tree;

    /**
     * Orders messages.
     *
     * @param keys the messages, oldest first
     * @param parents for each the message that it answers; negative when there is none
     * @param senders for each who wrote it
     * @param first the date of the oldest; any where there is none
     * @param last the date of the newest
     */
    Nesting(long[] keys, long[] parents, long[] senders, Instant first, Instant last) {
        this.keys = keys;
        this.parents = parents;
        this.senders = senders;
        this.first = first;
        this.last = last;
        tree = ThreadTree.of(keys, parents);
    }

    /** How many messages. */
    public int size() {
        return keys.length;
    }

    /** The messages from one place up to another, each followed by its answers. */
    public List<Long> nested(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::key).toList();
    }

    /** The messages from one place up to another, oldest first. */
    public List<Long> byDate(int from, int to) {
        return Arrays.stream(keys, from, to).boxed().toList();
    }

    /** How many of the messages stand above the one at a place of the nested order. */
    public int depth(int place) {
        return tree.depth(place);
    }

    /** The messages that answer one, oldest first. */
    public List<Long> answers(long key) {
        return IntStream.range(0, size())
                .filter(place -> parents[place] == key)
                .mapToObj(place -> keys[place])
                .toList();
    }

    /** Where a message stands in the nested order; -1 when it is not there. */
    public int placeNested(long key) {
        return IntStream.range(0, size())
                .filter(place -> key(place) == key)
                .findFirst()
                .orElse(-1);
    }

    /** Where a message stands by date; -1 when it is not there. */
    public int placeByDate(long key) {
        return IntStream.range(0, size())
                .filter(place -> keys[place] == key)
                .findFirst()
                .orElse(-1);
    }

    /** How many of the messages answer none of the others. */
    public int tops() {
        return (int) IntStream.range(0, size())
                .filter(place -> tree.depth(place) == 0)
                .count();
    }

    /** How many have written. */
    public int people() {
        long[] sorted = senders.clone();
        Arrays.sort(sorted);
        return (int) IntStream.range(0, sorted.length)
                .filter(i -> i == 0 || sorted[i] != sorted[i - 1])
                .count();
    }

    /** The date of the oldest. */
    public Instant first() {
        return first;
    }

    /** The date of the newest. */
    public Instant last() {
        return last;
    }

    private long key(int place) {
        return keys[tree.at(place)];
    }
}
