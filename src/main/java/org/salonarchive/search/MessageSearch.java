package org.salonarchive.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Remembered;
import org.salonarchive.search.Found.Facets;
import org.salonarchive.search.Found.Hit;
import org.salonarchive.search.RememberedColumns.Segment;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Query;
import org.salonarchive.search.query.QueryParser;

/**
 * Finds messages: all that fulfil a query, segment after segment of the index; so all are counted, and put into order
 * as a whole. What a page shows of them is then read by its ids.
 */
@ApplicationScoped
public class MessageSearch {

    /** Newer messages count up to so much more. */
    private static final double RECENT = 0.5;

    /** Microseconds in which that becomes less by a factor of e: four years. */
    private static final double FADING = 126_144_000e6;

    private final SearchDatabase database;
    private final MailingLists lists;
    private final RememberedColumns columns;
    private final RememberedWords remembered;
    private final Remembered<SearchQuestions.Outline> outline;

    MessageSearch(
            SearchDatabase database,
            MailingLists lists,
            RememberedColumns columns,
            RememberedWords remembered,
            ArchiveChanges changes) {
        this.database = database;
        this.lists = lists;
        this.columns = columns;
        this.remembered = remembered;
        this.outline = new Remembered<>(changes);
    }

    /** One search on its connection. */
    private final class Search {

        private final SearchQuestions ask;
        private final SearchRequest request;
        private final SearchQuestions.Outline archive;
        private final TextQuery words;
        private final Set<Integer> visible;
        private final List<Segment> segments;
        private final List<List<Integer>> sets;
        private final List<BitSet> found = new ArrayList<>();
        private final List<float[]> scores = new ArrayList<>();
        private boolean complete = true;

        Search(SearchQuestions ask, SearchRequest request, Condition condition) throws SQLException {
            this.ask = ask;
            this.request = request;
            SearchQuestions.Present present = ask.present();
            archive = outline.get(ask::outline);
            words = new TextQuery(archive.languages());
            visible = present.visible();
            segments = columns.of(ask, present);
            sets = columns.lists().all();
            look(new Planner(ask, words, !archive.persons().isEmpty(), this::visible, sets, this::answered)
                    .plan(condition));
        }

        /** Finds all, and how well each answers where that is asked for. */
        private void look(Optional<Plan> plan) throws SQLException {
            List<BitSet> scope = scope();
            if (plan.isEmpty()) {
                found.addAll(scope);
                return;
            }
            List<WordQuery> marked = request.order() == SearchOrder.RELEVANCE ? marked() : List.of();
            WordMatching words = new WordMatching(ask, remembered, segments);
            Matching matching = new Matching(ask, segments, scope, words);
            matching.each(plan.get(), marked, (segment, messages) -> {
                found.add(messages);
                if (!marked.isEmpty()) {
                    scores.add(scores(words, segment, marked));
                }
            });
            complete = matching.isComplete();
            if (!marked.isEmpty()) {
                favourNewer();
            }
        }

        private List<WordQuery> marked() {
            return request.query().marked().stream()
                    .map(words::of)
                    .flatMap(Optional::stream)
                    .toList();
        }

        private IdSet answered() {
            IdSet answered = new IdSet();
            for (Segment segment : segments) {
                Columns of = segment.columns();
                BitSet alive = of.alive();
                for (int number = alive.nextSetBit(0); number >= 0; number = alive.nextSetBit(number + 1)) {
                    answered.add(of.parent(number));
                }
            }
            return answered;
        }

        private Optional<Integer> visible(String name) {
            return lists.visible(name).map(MailingList::id).filter(visible::contains);
        }

        /** The messages of each segment that may be found: of the list that is asked for, or of any visible one. */
        private List<BitSet> scope() {
            boolean[] within = Planner.having(
                    sets,
                    set -> request.list().isPresent()
                            ? set.contains(request.list().getAsInt())
                                    && visible.contains(request.list().getAsInt())
                            : set.stream().anyMatch(visible::contains));
            List<BitSet> scope = new ArrayList<>();
            for (Segment segment : segments) {
                scope.add(segment.columns().alive(within));
            }
            return scope;
        }

        Found find() {
            Tally tally = new Tally();
            for (int segment = 0; segment < segments.size(); segment++) {
                tally.add(segments.get(segment).columns(), found.get(segment), request.threads());
            }
            List<Hit> hits = hits(request.limit() + 1).stream()
                    .map(best -> hit(best, request.threads() ? tally.inThread(thread(best)) : 1))
                    .toList();
            boolean more = hits.size() > request.limit();
            return new Found(
                    more ? hits.subList(0, request.limit()) : hits,
                    more,
                    complete,
                    tally.count(),
                    request.threads() ? tally.threads() : -1,
                    new Facets(
                            request.list().isPresent() ? List.of() : tally.lists(sets, visible::contains),
                            tally.senders(archive.persons(), Facets.SENDERS),
                            tally.months()));
        }

        /** A page of them, without counting; of a feed or a download nobody would see that it has not all. */
        List<Hit> stretch() throws SQLException {
            if (!complete) {
                throw SearchQuestions.tooSlow();
            }
            return hits(request.limit()).stream().map(best -> hit(best, 1)).toList();
        }

        private static long thread(Best.Candidate best) {
            return best.columns().thread(best.number());
        }

        private Hit hit(Best.Candidate best, long inThread) {
            Columns of = best.columns();
            return new Hit(
                    best.id(),
                    Instant.EPOCH.plus(best.at(), ChronoUnit.MICROS),
                    thread(best),
                    inThread,
                    of.isSure(best.number()) ? Set.of(of.language(best.number())) : archive.languages());
        }

        /** Most mail comes in the order of its dates; so the first of this order are seen first, and few replaced. */
        private List<Best.Candidate> hits(int limit) {
            Best best = new Best(request.order(), limit, request.last().map(this::place), request.threads());
            boolean oldest = request.order() == SearchOrder.OLDEST;
            for (int i = 0; i < segments.size(); i++) {
                int segment = oldest ? segments.size() - 1 - i : i;
                Columns of = segments.get(segment).columns();
                BitSet hits = found.get(segment);
                for (int number = oldest ? hits.nextSetBit(0) : hits.previousSetBit(hits.length()); number >= 0; ) {
                    best.add(score(segment, number), of, number);
                    number = oldest ? hits.nextSetBit(number + 1) : hits.previousSetBit(number - 1);
                }
            }
            return best.inTheirOrder();
        }

        private float score(int segment, int number) {
            boolean counted = !scores.isEmpty() && number < scores.get(segment).length;
            return counted ? scores.get(segment)[number] : 0;
        }

        /** The last one of the page before; one that is no longer found was behind all. */
        private Best.Candidate place(Hit last) {
            for (int segment = 0; segment < segments.size(); segment++) {
                Columns of = segments.get(segment).columns();
                int number = of.number(last.key());
                if (number >= 0 && of.alive().get(number)) {
                    return new Best.Candidate(score(segment, number), of.at(number), last.key(), of, number);
                }
            }
            long at = ChronoUnit.MICROS.between(Instant.EPOCH, last.at());
            return new Best.Candidate(0, at, last.key(), Columns.NONE, 0);
        }

        /** How much the words count in what was found in a segment, the less the more words there are beside them. */
        private float[] scores(WordMatching matching, int segment, List<WordQuery> marked) throws SQLException {
            Columns of = segments.get(segment).columns();
            BitSet hits = found.get(segment);
            float[] sum = new float[hits.length()];
            for (WordQuery query : hits.isEmpty() ? List.<WordQuery>of() : marked) {
                float[] most = new float[hits.length()];
                matching.score(query, segment, hits, most);
                for (int number = hits.nextSetBit(0); number >= 0; number = hits.nextSetBit(number + 1)) {
                    sum[number] += most[number];
                }
            }
            for (int number = hits.nextSetBit(0); number >= 0; number = hits.nextSetBit(number + 1)) {
                sum[number] /= (float) (1 + Math.log(1 + of.size(number)));
            }
            return sum;
        }

        private void favourNewer() {
            long newest = Long.MIN_VALUE;
            for (int segment = 0; segment < segments.size(); segment++) {
                Columns of = segments.get(segment).columns();
                BitSet hits = found.get(segment);
                for (int number = hits.nextSetBit(0); number >= 0; number = hits.nextSetBit(number + 1)) {
                    newest = Math.max(newest, of.at(number));
                }
            }
            for (int segment = 0; segment < segments.size(); segment++) {
                Columns of = segments.get(segment).columns();
                BitSet hits = found.get(segment);
                for (int number = hits.nextSetBit(0); number >= 0; number = hits.nextSetBit(number + 1)) {
                    scores.get(segment)[number] *= (float) (1 + RECENT * Math.exp((of.at(number) - newest) / FADING));
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T of(Search search) throws SQLException;
    }

    private <T> Optional<T> search(SearchRequest request, Cancellation cancellation, Work<T> work) {
        Optional<Condition> condition = request.query().condition();
        return condition.map(asked -> database.ask(cancellation, ask -> work.of(new Search(ask, request, asked))));
    }

    /**
     * Searches. After a few seconds what was found by then is the answer, from the newest messages on.
     *
     * @throws SearchTooSlow when not even that is done in time, nobody waits any more, or too many search at once
     */
    public Found find(SearchRequest request, Cancellation cancellation) {
        return search(request, cancellation, Search::find).orElse(Found.NONE);
    }

    /**
     * Finds messages without counting them: a stretch of them, as a feed or a download asks for it. The order is by
     * date, newest first unless the oldest are asked for.
     *
     * @throws SearchTooSlow when it takes more than a few seconds
     */
    public List<Hit> stretch(SearchRequest request, Cancellation cancellation) {
        return search(request, cancellation, Search::stretch).orElse(List.of());
    }

    /**
     * The query with words that are known in place of those that are not, when that finds something and the query
     * itself nothing.
     */
    public Optional<String> meant(Query query, OptionalInt list, Cancellation cancellation) {
        return Suggestion.of(
                query,
                word -> database.ask(cancellation, ask -> ask.alike(word)),
                other -> !stretch(
                                new SearchRequest(
                                        QueryParser.parse(other, Instant.now()),
                                        list,
                                        SearchOrder.NEWEST,
                                        false,
                                        Optional.empty(),
                                        1),
                                cancellation)
                        .isEmpty());
    }
}
