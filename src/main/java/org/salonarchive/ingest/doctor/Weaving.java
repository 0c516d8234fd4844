package org.salonarchive.ingest.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.salonarchive.thread.Placement;
import org.salonarchive.thread.Skeleton;
import org.salonarchive.thread.ThreadTree;
import org.salonarchive.thread.Threader;

/**
 * Threads all known messages by the archive's own rule, one component of ids at a time: no thread crosses components,
 * so only the largest of them is ever unpacked. Components are found here in arrays of numbers, since there is no
 * earlier state to join to, which is what {@link org.salonarchive.thread.Components} is for.
 */
final class Weaving {

    private static final int NONE = -1;

    private final KnownMessages messages;
    /** Each id leads to the first of its component. */
    private final int[] component;

    private long threads;
    private long alone;
    private long largest;
    private long deepest;

    private Weaving(KnownMessages messages) {
        this.messages = messages;
        this.component = new int[messages.ids()];
        Arrays.setAll(component, id -> id);
    }

    static ThreadCounts of(KnownMessages messages) {
        Weaving weaving = new Weaving(messages);
        weaving.join();
        weaving.threadAll();
        return new ThreadCounts(weaving.threads, weaving.alone, weaving.largest, weaving.deepest, weaving.ghosts());
    }

    private void join() {
        for (int message = 0; message < messages.size(); message++) {
            int own = find(messages.id(message));
            for (int reference : messages.references(message, true)) {
                int other = find(reference);
                component[Math.max(own, other)] = Math.min(own, other);
                own = Math.min(own, other);
            }
        }
    }

    private int find(int id) {
        int at = id;
        while (component[at] != at) {
            component[at] = component[component[at]];
            at = component[at];
        }
        return at;
    }

    private void threadAll() {
        int[] first = new int[component.length];
        Arrays.fill(first, NONE);
        int[] next = new int[messages.size()];
        for (int message = messages.size() - 1; message >= 0; message--) {
            int in = find(messages.id(message));
            next[message] = first[in];
            first[in] = message;
        }
        for (int in = 0; in < first.length; in++) {
            if (first[in] != NONE && next[first[in]] == NONE) {
                threads++;
                alone++;
                largest = Math.max(largest, 1);
            } else if (first[in] != NONE) {
                thread(first[in], next);
            }
        }
    }

    private void thread(int first, int[] next) {
        List<Skeleton> members = new ArrayList<>();
        for (int message = first; message != NONE; message = next[message]) {
            members.add(messages.skeleton(message));
        }
        List<Placement> placements = Threader.thread(members);
        Map<Long, Long> sizes = new HashMap<>();
        placements.forEach(placement -> sizes.merge(placement.thread(), 1L, Long::sum));
        threads += sizes.size();
        for (long size : sizes.values()) {
            alone += size == 1 ? 1 : 0;
            largest = Math.max(largest, size);
        }
        ThreadTree tree = ThreadTree.of(
                placements.stream().mapToLong(Placement::key).toArray(),
                placements.stream()
                        .mapToLong(placement -> placement.parent().orElse(NONE))
                        .toArray());
        for (int place = 0; place < tree.size(); place++) {
            deepest = Math.max(deepest, tree.depth(place));
        }
    }

    private long ghosts() {
        boolean[] named = new boolean[component.length];
        for (int message = 0; message < messages.size(); message++) {
            for (int reference : messages.references(message, false)) {
                named[reference] |= !messages.isSeen(reference);
            }
        }
        long ghosts = 0;
        for (boolean ghost : named) {
            ghosts += ghost ? 1 : 0;
        }
        return ghosts;
    }
}
