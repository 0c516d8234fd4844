package org.salonarchive.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps columns in memory, as many as a part of it has room for, and brings them to what the database says before each
 * search: what is new is read, what has moved is read anew. The rest is read for each search.
 */
@ApplicationScoped
class RememberedColumns {

    /** This part of the memory that the program may take. */
    private static final int SHARE = 5;

    private final ListSets lists = new ListSets();
    private final Map<Long, Known> known = new HashMap<>();

    private record Known(Columns columns, long revision) {}

    /**
     * A segment as a search sees it.
     *
     * @param id its name
     */
    record Segment(long id, Columns columns) {}

    ListSets lists() {
        return lists;
    }

    /** All segments that the search's transaction sees. */
    synchronized List<Segment> of(SearchQuestions ask, SearchQuestions.Present present) throws SQLException {
        known.keySet().retainAll(present.segments().keySet());
        known.values().removeIf(each -> each.revision() < present.firstMove() - 1);
        follow(ask, present.lastMove());
        return of(ask, present.segments(), present.lastMove());
    }

    private List<Segment> of(SearchQuestions ask, Map<Long, Integer> present, long now) throws SQLException {
        long room = Runtime.getRuntime().maxMemory() / SHARE / Columns.BYTES;
        long kept = known.values().stream()
                .mapToLong(each -> each.columns().count())
                .sum();
        List<Segment> segments = new ArrayList<>();
        for (Map.Entry<Long, Integer> each : present.entrySet()) {
            Known before = known.get(each.getKey());
            if (before == null) {
                before = new Known(ask.columns(each.getKey(), each.getValue(), lists), now);
                if (kept + each.getValue() <= room) {
                    known.put(each.getKey(), before);
                    kept += each.getValue();
                }
            }
            segments.add(new Segment(each.getKey(), before.columns()));
        }
        return segments;
    }

    /** A search with an older view of the database takes what is newer, too. */
    private void follow(SearchQuestions ask, long now) throws SQLException {
        long oldest = known.values().stream().mapToLong(Known::revision).min().orElse(now);
        if (oldest >= now) {
            return;
        }
        List<Columns.Row> moved = ask.moved(oldest, lists);
        known.replaceAll((id, before) ->
                before.revision() >= now ? before : new Known(before.columns().with(moved), now));
    }
}
