package org.salonarchive.thread;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The order in which a thread is shown: each message followed by its replies, depth first, siblings in the
 * order in which they were given. A message whose parent is not among those given stands on top. Without
 * recursion, in a few arrays.
 */
public final class ThreadTree {

    private static final int NONE = -1;

    private final int[] order;
    private final int[] depth;

    private ThreadTree(int[] order, int[] depth) {
        this.order = order;
        this.depth = depth;
    }

    /**
     * Orders messages.
     *
     * @param keys the messages, siblings in the order wanted (by date)
     * @param parents for each its parent's key, or a negative number
     */
    public static ThreadTree of(long[] keys, long[] parents) {
        int count = keys.length;
        Map<Long, Integer> indexes = new HashMap<>(count * 2);
        for (int i = 0; i < count; i++) {
            indexes.put(keys[i], i);
        }
        int[] firstChild = filled(count + 1);
        int[] nextSibling = filled(count);
        for (int i = count - 1; i >= 0; i--) {
            int parent = parents[i] < 0 ? count : indexes.getOrDefault(parents[i], count);
            nextSibling[i] = firstChild[parent];
            firstChild[parent] = i;
        }
        return walk(count, firstChild, nextSibling);
    }

    private static ThreadTree walk(int count, int[] firstChild, int[] nextSibling) {
        int[] order = new int[count];
        int[] depth = new int[count];
        int[] open = new int[count + 1];
        int level = 0;
        int placed = 0;
        int at = firstChild[count];
        while (at != NONE) {
            order[placed] = at;
            depth[placed++] = level;
            open[level] = at;
            if (firstChild[at] != NONE) {
                at = firstChild[at];
                level++;
                continue;
            }
            at = nextSibling[at];
            while (at == NONE && level > 0) {
                at = nextSibling[open[--level]];
            }
        }
        return new ThreadTree(Arrays.copyOf(order, placed), Arrays.copyOf(depth, placed));
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /** How many messages. */
    public int size() {
        return order.length;
    }

    /** Which of the given messages stands at a place. */
    public int at(int place) {
        return order[place];
    }

    /** How many ancestors the message at a place has. */
    public int depth(int place) {
        return depth[place];
    }

    /** The place of one of the given messages; -1 when it is not there. */
    public int placeOf(int index) {
        for (int place = 0; place < order.length; place++) {
            if (order[place] == index) {
                return place;
            }
        }
        return NONE;
    }
}
