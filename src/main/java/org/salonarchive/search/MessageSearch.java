package org.salonarchive.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Remembered;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.search.Found.Hit;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Query;
import org.salonarchive.search.query.QueryParser;

/**
 * Finds messages. What at most {@link #COUNTED} messages fulfil is counted and sorted as a whole. Of what more fulfil,
 * one in {@link Lexeme#SAMPLES} is counted, of what very many fulfil, one in {@link Lexeme#FEWER}, and the messages are
 * looked for month after month, so that the work grows with the page and not with the archive.
 */
@ApplicationScoped
public class MessageSearch {

    /** Of about as many messages and more a part is counted. */
    static final int COUNTED = 5_000;

    /** So many times as much is counted where a sample costs no less than all. */
    private static final int COUNTED_ALL = 4;

    /** So many times as much is counted where a sample says that there are not too many, which may be wrong. */
    private static final int COUNTED_UNLIKELY = 2;

    /** Of more messages that are found, the few that are looked at first tell enough. */
    private static final long ENOUGH_OF_FEW = 200L * Lexeme.FEWER;

    /** Of as many messages with words in the subject, and as many of the newest, the best come first. */
    private static final int RANKED = 200;

    /** The newest of more titles are looked for month after month. */
    private static final long MANY = 1_500;

    /** Months that are looked into at once at most; there are not many years of mail. */
    private static final int LONGEST_STRETCH = 192;

    private final SearchDatabase database;
    private final MailingLists lists;
    private final Remembered<SearchQuestions.Outline> outline;
    private final int counted;
    private final int ranked;

    @Inject
    MessageSearch(SearchDatabase database, MailingLists lists, ArchiveChanges changes) {
        this(database, lists, new Remembered<>(changes), COUNTED, RANKED);
    }

    private MessageSearch(
            SearchDatabase database,
            MailingLists lists,
            Remembered<SearchQuestions.Outline> outline,
            int counted,
            int ranked) {
        this.database = database;
        this.lists = lists;
        this.outline = outline;
        this.counted = counted;
        this.ranked = ranked;
    }

    /** The same with other bounds, so that few messages are many. */
    MessageSearch bounded(int counted, int ranked) {
        return new MessageSearch(database, lists, outline, counted, ranked);
    }

    /** One search on its connection. */
    private final class Search {

        private final SearchQuestions ask;
        private final SearchRequest request;
        private final Selection selection;
        private final List<Condition.Words> marked;
        private final TextQuery words;
        private final SearchQuestions.Outline archive;
        /** About how many there are, once that is known. */
        private long estimate = Long.MAX_VALUE;

        Search(SearchQuestions ask, SearchRequest request, Condition condition) throws SQLException {
            this.ask = ask;
            this.request = request;
            archive = outline.get(ask::outline);
            words = new TextQuery(archive.languages(), archive.usual());
            marked = request.query().marked();
            boolean most =
                    request.list().stream().anyMatch(list -> archive.large().contains(list));
            selection = Selection.of(
                    condition, request.list(), most, words, archive.persons(), this::visible, ask::threads);
        }

        private Optional<Integer> visible(String name) {
            return lists.visible(name).map(MailingList::id);
        }

        Found find() throws SQLException {
            boolean byRank = request.order() == SearchOrder.RELEVANCE && !marked.isEmpty();
            Optional<Found> few = selection.isWorthASample() ? Optional.of(few()) : Optional.empty();
            if (few.isEmpty() || few.get().count() <= counted) {
                Found whole = ask.whole(
                        selection,
                        byRank ? newestOfAll() : request,
                        (few.isEmpty() ? COUNTED_ALL : COUNTED_UNLIKELY) * counted);
                if (whole.exact()) {
                    return byRank ? ranked(whole, Optional.of(whole)) : whole;
                }
            }
            Found estimated = few.isPresent() && few.get().count() > ENOUGH_OF_FEW ? few.get() : sample();
            estimate = estimated.count();
            if (byRank) {
                return ranked(estimated, Optional.empty());
            }
            return page(stretch(request.last(), request.limit() + 1, request.order()), estimated);
        }

        private Found few() throws SQLException {
            return sample(Lexeme.FEW, Lexeme.FEWER);
        }

        private Found sample() throws SQLException {
            return sample(Lexeme.sample(0), Lexeme.SAMPLES);
        }

        private Found sample(String lexeme, int times) throws SQLException {
            return ask.sample(
                    selection.having(List.of(lexeme)), times, request.list().isEmpty());
        }

        /** What the ranking begins with. */
        private SearchRequest newestOfAll() {
            return new SearchRequest(
                    request.query(), request.list(), SearchOrder.NEWEST, false, Optional.empty(), ranked);
        }

        private Found page(List<Hit> hits, Found counted) throws SQLException {
            boolean more = hits.size() > request.limit();
            List<Hit> shown = more ? hits.subList(0, request.limit()) : hits;
            return new Found(
                    request.threads() ? ask.countedByThread(selection, shown) : shown,
                    more,
                    counted.count(),
                    counted.oneIn(),
                    counted.threads(),
                    counted.facets());
        }

        /** The best of some, then all others, newest first. */
        private Found ranked(Found counted, Optional<Found> whole) throws SQLException {
            List<Hit> newest =
                    whole.isPresent() ? whole.get().hits() : messages(Optional.empty(), ranked, SearchOrder.NEWEST);
            Map<Long, Hit> candidates = new LinkedHashMap<>();
            Optional<String> subject = Selection.subject(marked, words);
            if (subject.isPresent() && (whole.isEmpty() || whole.get().more())) {
                Selection titled = selection.matching(subject.get());
                List<Hit> titles = whole.isPresent() ? ask.inOrder(titled, SearchOrder.NEWEST, ranked) : newest(titled);
                titles.forEach(hit -> candidates.put(hit.key(), hit));
            }
            newest.forEach(hit -> candidates.put(hit.key(), hit));
            List<Hit> sorted = collapsed(ask.ranked(candidates, marked, words));
            int at = request.last().map(last -> indexOf(sorted, last.key()) + 1).orElse(0);
            List<Hit> hits = new ArrayList<>(
                    at > 0 || request.last().isEmpty()
                            ? sorted.subList(at, Math.min(sorted.size(), at + request.limit() + 1))
                            : List.of());
            boolean all = whole.isPresent() && !whole.get().more();
            if (!all) {
                Optional<Hit> behind = request.last().filter(last -> !candidates.containsKey(last.key()));
                fill(hits, request.limit() + 1, SearchOrder.NEWEST, candidates, behind);
            }
            return page(hits, counted);
        }

        /** The newest of what may be few or many. */
        private List<Hit> newest(Selection titled) throws SQLException {
            long about = Lexeme.FEWER * ask.count(titled.having(List.of(Lexeme.FEW)));
            return about > MANY
                    ? messages(titled, about, Optional.empty(), ranked, SearchOrder.NEWEST)
                    : ask.inOrder(titled, SearchOrder.NEWEST, ranked);
        }

        /**
         * Adds hits by date until there are as many: those that are no candidates; of threads, one of each that no
         * candidate and no page before has shown.
         *
         * @param last the end of the pages before, in this order
         */
        private void fill(List<Hit> hits, int limit, SearchOrder order, Map<Long, Hit> candidates, Optional<Hit> last)
                throws SQLException {
            Set<Long> threads = new HashSet<>();
            candidates.values().forEach(candidate -> threads.add(candidate.thread()));
            Optional<Hit> from = last;
            boolean more = true;
            while (more && hits.size() < limit) {
                List<Hit> next = messages(from, ranked, order);
                Set<Long> before = shownBefore(last, next, order);
                for (Hit hit : next) {
                    boolean fresh = request.threads()
                            ? !before.contains(hit.thread()) && threads.add(hit.thread())
                            : !candidates.containsKey(hit.key());
                    if (fresh && hits.size() < limit) {
                        hits.add(hit);
                    }
                }
                more = next.size() == ranked;
                from = next.isEmpty() ? from : Optional.of(next.get(next.size() - 1));
            }
        }

        private List<Hit> collapsed(List<Hit> hits) {
            if (!request.threads()) {
                return hits;
            }
            Map<Long, Hit> threads = new LinkedHashMap<>();
            hits.forEach(hit -> threads.putIfAbsent(hit.thread(), hit));
            return List.copyOf(threads.values());
        }

        private static int indexOf(List<Hit> hits, long key) {
            for (int i = 0; i < hits.size(); i++) {
                if (hits.get(i).key() == key) {
                    return i;
                }
            }
            return -1;
        }

        /** A page by date, without counting. */
        List<Hit> stretch(Optional<Hit> last, int limit, SearchOrder order) throws SQLException {
            if (!request.threads()) {
                return messages(last, limit, order);
            }
            List<Hit> hits = new ArrayList<>();
            fill(hits, limit, order, Map.of(), last);
            return hits;
        }

        /** The threads of hits that a page before has shown, which ended with this message. */
        private Set<Long> shownBefore(Optional<Hit> last, List<Hit> hits, SearchOrder order) throws SQLException {
            if (!request.threads() || last.isEmpty() || hits.isEmpty()) {
                return Set.of();
            }
            Selection shown = order == SearchOrder.OLDEST
                    ? selection.notAfter(last.get().place())
                    : selection.notBefore(last.get().place());
            return ask.byThread(shown, hits).keySet();
        }

        /** How many months are likely to have enough. */
        private static int firstStretch(int limit, long about, YearMonth first, YearMonth end) {
            long months = first.until(end, ChronoUnit.MONTHS) + 1;
            return (int) Math.min(LONGEST_STRETCH, 1 + limit * months / Math.max(1, about));
        }

        private List<Hit> messages(Optional<Hit> last, int limit, SearchOrder order) throws SQLException {
            return messages(selection, estimate, last, limit, order);
        }

        /**
         * Month after month, more of them each time, until enough is found.
         *
         * @param about about how many there are
         */
        private List<Hit> messages(Selection of, long about, Optional<Hit> last, int limit, SearchOrder order)
                throws SQLException {
            boolean back = order != SearchOrder.OLDEST;
            if (archive.first().isEmpty() || archive.last().isEmpty()) {
                return List.of();
            }
            YearMonth first = archive.first().get();
            YearMonth end = archive.last().get();
            YearMonth from = last.map(hit -> YearMonth.from(hit.at().atOffset(ZoneOffset.UTC)))
                    .orElse(back ? end : first);
            UnaryOperator<YearMonth> next = month -> month.plusMonths(back ? -1 : 1);
            Selection behind = last.map(hit -> back ? of.before(hit.place()) : of.after(hit.place()))
                    .orElse(of);
            List<Hit> hits = new ArrayList<>();
            YearMonth month = from;
            int stretch = firstStretch(limit, about, first, end);
            while (hits.size() < limit && !month.isBefore(first) && !month.isAfter(end)) {
                List<String> months = new ArrayList<>();
                while (months.size() < stretch && !month.isBefore(first) && !month.isAfter(end)) {
                    months.add(Lexeme.month(month));
                    month = next.apply(month);
                }
                hits.addAll(ask.inOrder(behind.having(months), order, limit - hits.size()));
                stretch = Math.min(2 * stretch, LONGEST_STRETCH);
            }
            return hits;
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
     * Searches.
     *
     * @throws SearchTooSlow when it takes more than a few seconds
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
        return search(request, cancellation, search -> search.stretch(request.last(), request.limit(), request.order()))
                .orElse(List.of());
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
