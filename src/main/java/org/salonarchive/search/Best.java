package org.salonarchive.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The first of many in an order, behind a place in it; of each thread one alone, if so wished. */
final class Best {

    private final SearchOrder order;
    private final int limit;
    private final Optional<Candidate> last;
    private final @Nullable LongIndex threads;
    private final List<Candidate> byThread = new ArrayList<>();
    private final PriorityQueue<Candidate> first;

    /**
     * A message that may be shown.
     *
     * @param score 0 where it is not asked for
     */
    record Candidate(float score, long at, long id, Columns columns, int number) {}

    /** @param last the last one of the page before */
    Best(SearchOrder order, int limit, Optional<Candidate> last, boolean ofThreads) {
        this.order = order;
        this.limit = limit;
        this.last = last;
        threads = ofThreads ? new LongIndex() : null;
        first = new PriorityQueue<>(limit + 1, inOrder().reversed());
    }

    private Comparator<Candidate> inOrder() {
        return (one, other) -> compare(one, other.score(), other.at(), other.id());
    }

    /** Negative when one comes before the other. */
    private int compare(Candidate one, float score, long at, long id) {
        int byScore = Float.compare(score, one.score());
        if (byScore != 0) {
            return byScore;
        }
        int byDate = one.at() == at ? Long.compare(one.id(), id) : Long.compare(one.at(), at);
        return order == SearchOrder.OLDEST ? byDate : -byDate;
    }

    /** Takes a message into account. */
    void add(float score, Columns columns, int number) {
        long at = columns.at(number);
        long id = columns.id(number);
        if (threads == null) {
            offer(score, at, id, columns, number);
            return;
        }
        int thread = threads.number(columns.thread(number));
        if (thread == byThread.size()) {
            byThread.add(new Candidate(score, at, id, columns, number));
        } else if (compare(byThread.get(thread), score, at, id) > 0) {
            byThread.set(thread, new Candidate(score, at, id, columns, number));
        }
    }

    private void offer(float score, long at, long id, Columns columns, int number) {
        boolean shown = last.isPresent() && compare(last.get(), score, at, id) >= 0;
        boolean better = first.size() < limit || compare(first.element(), score, at, id) > 0;
        if (!shown && better && limit > 0) {
            if (first.size() == limit) {
                first.remove();
            }
            first.add(new Candidate(score, at, id, columns, number));
        }
    }

    /** The first ones, in order. */
    List<Candidate> inTheirOrder() {
        for (Candidate one : byThread) {
            offer(one.score(), one.at(), one.id(), one.columns(), one.number());
        }
        byThread.clear();
        return first.stream().sorted(inOrder()).toList();
    }
}
