package org.salonarchive.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.salonarchive.search.RememberedColumns.Segment;

/** Finds the messages of each segment that fulfil a plan. */
final class Matching {

    private final SearchQuestions ask;
    private final List<Segment> segments;
    private final List<BitSet> scope;
    private final WordMatching words;
    private final Map<Plan.InThread, IdSet> threads = new IdentityHashMap<>();
    private boolean complete = true;

    /** @param scope the messages of each segment that may be found at all */
    Matching(SearchQuestions ask, List<Segment> segments, List<BitSet> scope, WordMatching words) {
        this.ask = ask;
        this.segments = segments;
        this.scope = scope;
        this.words = words;
    }

    /** What is done with the messages of a segment. */
    @FunctionalInterface
    interface Each {
        void segment(int segment, BitSet found) throws SQLException;
    }

    /** Whether there was time enough for all segments; in the others nothing is found. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Goes through the messages of each segment that fulfil a plan.
     *
     * @param more words of which it is asked, too, how much they count there
     */
    void each(Plan plan, List<WordQuery> more, Each each) throws SQLException {
        List<WordQuery> queries = new ArrayList<>(more);
        List<Plan.InThread> inThreads = new ArrayList<>();
        gather(plan, queries, inThreads);
        for (Plan.InThread inThread : inThreads) {
            threads.put(inThread, threads(inThread));
        }
        int looked = 0;
        for (int segment = 0; segment < segments.size(); segment++) {
            ask.goOn();
            complete &= !ask.isLate();
            if (complete && segment == looked) {
                looked = words.look(queries, segment);
            }
            each.segment(segment, complete ? of(plan, segment, scope.get(segment)) : new BitSet());
        }
    }

    private static void gather(Plan plan, Collection<WordQuery> queries, Collection<Plan.InThread> inThreads) {
        if (plan instanceof Plan.All all) {
            all.all().forEach(each -> gather(each, queries, inThreads));
        } else if (plan instanceof Plan.Any any) {
            any.any().forEach(each -> gather(each, queries, inThreads));
        } else if (plan instanceof Plan.Not not) {
            gather(not.of(), queries, inThreads);
        } else if (plan instanceof Plan.InThread thread) {
            inThreads.add(thread);
        } else if (plan instanceof Plan.Words asked) {
            queries.add(asked.words());
        }
    }

    /** Those of them that fulfil it. */
    private BitSet of(Plan plan, int segment, BitSet within) throws SQLException {
        if (within.isEmpty()) {
            return within;
        }
        if (plan instanceof Plan.All all) {
            BitSet left = within;
            for (Plan each : all.all()) {
                left = of(each, segment, left);
            }
            return left;
        }
        if (plan instanceof Plan.Any any) {
            BitSet found = new BitSet();
            for (Plan each : any.any()) {
                found.or(of(each, segment, within));
            }
            return found;
        }
        if (plan instanceof Plan.Not not) {
            BitSet left = (BitSet) within.clone();
            left.andNot(of(not.of(), segment, within));
            return left;
        }
        if (plan instanceof Plan.Words asked) {
            return words.of(asked.words(), segment, within);
        }
        Columns columns = segments.get(segment).columns();
        if (plan instanceof Plan.Beside beside) {
            return Columns.those(within, number -> beside.test().test(new Columns.Cell(columns, number)));
        }
        IdSet in = Objects.requireNonNull(threads.get(plan));
        return Columns.those(within, number -> in.has(columns.thread(number)));
    }

    /** The threads of which some message that may be seen fulfils it. */
    private IdSet threads(Plan.InThread plan) throws SQLException {
        IdSet found = new IdSet();
        each(plan.some(), List.of(), (segment, messages) -> {
            Columns columns = segments.get(segment).columns();
            messages.stream().forEach(number -> found.add(columns.thread(number)));
        });
        return found;
    }
}
