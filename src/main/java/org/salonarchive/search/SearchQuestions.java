package org.salonarchive.search;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.message.words.Language;
import org.salonarchive.search.Found.Count;
import org.salonarchive.search.Found.Facets;
import org.salonarchive.search.Found.Hit;
import org.salonarchive.search.query.Condition;

/** The questions of a search, on its connection. */
final class SearchQuestions {

    /** Lists that are told by their counts. */
    private static final int LISTS = 20;

    /** The share of all messages from which on a list is large. */
    private static final String LARGE = "0.25";

    private static final int ALIKE = 3;

    private static final String HITS =
            "with hit as materialized (select w.message_id, w.at, w.thread_id, w.sender_id, w.language";

    private static final String LISTS_TOO = ", w.lists";

    /** What all hits have in common: rows of kind, key, instant, thread, number, language. */
    private static final String FACETS = """
            counted as materialized (
                 select sender_id, date_trunc('month', at at time zone 'UTC') as month, count(*) as messages
                   from hit group by grouping sets ((), (1), (2)))
            select 0, 0::bigint, null::timestamptz, 0::bigint, messages, null::text
              from counted where sender_id is null and month is null
            union all
            (select 2, coalesce(s.person_id, s.id), null, 0, sum(messages)::bigint, null
               from counted join sender s on s.id = counted.sender_id
              group by 2 order by 5 desc, 2 limit %d)
            union all
            select 3, 0, month at time zone 'UTC', 0, messages, null from counted where month is not null
            """.formatted(Facets.SENDERS);

    /** Of all lists; where one is asked for there is nothing to tell. */
    private static final String FACET_OF_LISTS = """
            union all
            (select 1, list, null, 0, count(*), null from hit cross join lateral unnest(hit.lists) as list
              group by list order by count(*) desc, list limit %d)
            """.formatted(LISTS);

    private static final String PAGE_OF_MESSAGES = """
            union all
            (select 4, message_id, at, thread_id, 1, language from hit where %s order by at %s, message_id %s limit ?)
            """;

    private static final String PAGE_OF_THREADS = """
            union all
            (select 4, message_id, at, thread_id, number, language
               from (select distinct on (thread_id) message_id, at, thread_id, language,
                            count(*) over (partition by thread_id) as number
                       from hit order by thread_id, at %2$s, message_id %3$s) as hit
              where %1$s order by at %2$s, message_id %3$s limit ?)
            union all
            select 5, 0, null, 0, count(distinct thread_id), null from hit
            """;

    private final Connection connection;
    private final Cancellation cancellation;

    SearchQuestions(Connection connection, Cancellation cancellation) {
        this.connection = connection;
        this.cancellation = cancellation;
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void ask(String sql, Parameters parameters, Row each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            cancellation.running(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            } finally {
                cancellation.done();
            }
        }
    }

    /**
     * What a search has to know of the archive before it can ask.
     *
     * @param languages that messages are in
     * @param usual the language of most of the newest
     * @param persons whether somebody is known behind several addresses
     * @param large the lists of which each has a good part of all messages
     * @param first the first month that has a message; empty when none has
     * @param last the last month
     */
    record Outline(
            Set<Language> languages,
            Language usual,
            boolean persons,
            Set<Integer> large,
            Optional<YearMonth> first,
            Optional<YearMonth> last) {}

    Outline outline() throws SQLException {
        List<Outline> outlines = new ArrayList<>();
        ask(
                """
                select array(select language from search_language),
                       (select mode() within group (order by language)
                          from (select language from message_search order by at desc limit 100) as newest),
                       exists (select from sender where person_id is not null),
                       array(select id from mailing_list
                              where message_count >= %s * (select sum(message_count) from mailing_list)),
                       (select min(at) from message_search),
                       (select max(at) from message_search)""".formatted(LARGE),
                statement -> {},
                row -> outlines.add(new Outline(
                        languages(row.getArray(1)),
                        Optional.ofNullable(row.getString(2))
                                .flatMap(Language::ofCode)
                                .orElse(Language.NONE),
                        row.getBoolean(3),
                        Set.of((Integer[]) row.getArray(4).getArray()),
                        month(row, 5),
                        month(row, 6))));
        return outlines.get(0);
    }

    private static Set<Language> languages(Array codes) throws SQLException {
        Set<Language> languages = EnumSet.noneOf(Language.class);
        for (String code : (String[]) codes.getArray()) {
            Language.ofCode(code).ifPresent(languages::add);
        }
        return languages;
    }

    private static Optional<YearMonth> month(ResultSet row, int column) throws SQLException {
        return row.getObject(column) == null
                ? Optional.empty()
                : Optional.of(YearMonth.from(instant(row, column).atOffset(ZoneOffset.UTC)));
    }

    /** A page and the facets of all hits, if they are no more than are counted; else nothing that is of use. */
    Found whole(Selection selection, SearchRequest request, int counted) throws SQLException {
        boolean oldest = request.order() == SearchOrder.OLDEST;
        String direction = oldest ? "asc" : "desc";
        String behind = request.last().isEmpty() ? "true" : "(at, message_id) " + (oldest ? ">" : "<") + " (?, ?)";
        String page = (request.threads() ? PAGE_OF_THREADS : PAGE_OF_MESSAGES).formatted(behind, direction, direction);
        Answer answer = new Answer();
        ask(
                hitsAndFacets(selection, request.list().isEmpty()) + page,
                statement -> {
                    int at = setHits(statement, selection, counted + 1);
                    if (request.last().isPresent()) {
                        statement.setObject(at++, request.last().get().at().atOffset(ZoneOffset.UTC));
                        statement.setLong(at++, request.last().get().key());
                    }
                    statement.setInt(at, request.limit() + 1);
                },
                answer::read);
        boolean more = answer.hits.size() > request.limit();
        return new Found(
                more ? List.copyOf(answer.hits.subList(0, request.limit())) : answer.hits,
                more,
                answer.count,
                answer.count <= counted ? 1 : 0,
                answer.threads,
                answer.facets(1));
    }

    /**
     * Facets of a part of all hits, as if they were those of all.
     *
     * @param times of how many hits one is in the part
     */
    Found sample(Selection selection, int times, boolean ofAllLists) throws SQLException {
        Answer answer = new Answer();
        ask(
                hitsAndFacets(selection, ofAllLists),
                statement -> setHits(statement, selection, Integer.MAX_VALUE),
                answer::read);
        return new Found(List.of(), false, answer.count * times, times, -1, answer.facets(times));
    }

    /** How many there are. */
    long count(Selection selection) throws SQLException {
        List<Long> counts = new ArrayList<>();
        ask(
                "select count(*) from message_search w where " + selection.sql(),
                statement -> selection.set(statement, 1),
                row -> counts.add(row.getLong(1)));
        return counts.get(0);
    }

    private static int setHits(PreparedStatement statement, Selection selection, int limit) throws SQLException {
        int at = selection.set(statement, 1);
        statement.setInt(at, limit);
        return at + 1;
    }

    private static String hitsAndFacets(Selection selection, boolean ofAllLists) {
        return HITS + (ofAllLists ? LISTS_TOO : "") + " from message_search w where " + selection.sql()
                + " limit ?), " + FACETS
                + (ofAllLists ? FACET_OF_LISTS : "");
    }

    private static final class Answer {

        private long count;
        private long threads = -1;
        private final List<Count<Long>> lists = new ArrayList<>();
        private final List<Count<Long>> senders = new ArrayList<>();
        private final List<Count<YearMonth>> months = new ArrayList<>();
        private final List<Hit> hits = new ArrayList<>();

        void read(ResultSet row) throws SQLException {
            long key = row.getLong(2);
            long number = row.getLong(5);
            switch (row.getInt(1)) {
                case 0 -> count = number;
                case 1 -> lists.add(new Count<>(key, number));
                case 2 -> senders.add(new Count<>(key, number));
                case 3 -> months.add(new Count<>(month(row, 3).orElseThrow(), number));
                case 4 -> hits.add(new Hit(key, instant(row, 3), row.getLong(4), number, row.getString(6)));
                default -> threads = number;
            }
        }

        Facets facets(int times) {
            months.sort((one, other) -> one.of().compareTo(other.of()));
            return new Facets(times(lists, times), times(senders, times), times(months, times));
        }

        private static <T> List<Count<T>> times(List<Count<T>> counts, int times) {
            return counts.stream()
                    .map(count -> new Count<>(count.of(), count.messages() * times))
                    .toList();
        }
    }

    /** The threads that a question finds. */
    Long[] threads(String question, List<Object> parameters) throws SQLException {
        List<Long> threads = new ArrayList<>();
        ask(question, statement -> Selection.set(statement, 1, parameters), row -> threads.add(row.getLong(1)));
        return threads.toArray(Long[]::new);
    }

    /** Hits by date. */
    List<Hit> inOrder(Selection selection, SearchOrder order, int limit) throws SQLException {
        String direction = order == SearchOrder.OLDEST ? "asc" : "desc";
        List<Hit> hits = new ArrayList<>();
        ask(
                """
                with hit as materialized (
                     select w.message_id, w.at, w.thread_id, w.language from message_search w where %1$s)
                select message_id, at, thread_id, language from hit order by at %2$s, message_id %2$s limit ?""".formatted(selection.sql(), direction),
                statement -> statement.setInt(selection.set(statement, 1), limit),
                row -> hits.add(new Hit(row.getLong(1), instant(row, 2), row.getLong(3), 0, row.getString(4))));
        return hits;
    }

    /** The same hits with how many messages of the selection are in their threads. */
    List<Hit> countedByThread(Selection selection, List<Hit> hits) throws SQLException {
        Map<Long, Long> counts = byThread(selection, hits);
        return hits.stream()
                .map(hit -> hit.inThread(counts.getOrDefault(hit.thread(), 1L)))
                .toList();
    }

    /** The threads of hits that also have messages of the selection, and how many. */
    Map<Long, Long> byThread(Selection selection, List<Hit> hits) throws SQLException {
        Long[] threads = hits.stream().map(Hit::thread).distinct().toArray(Long[]::new);
        Selection beside = selection.inThreads(threads);
        Map<Long, Long> counts = new HashMap<>();
        ask(
                "select w.thread_id, count(*) from message_search w where " + beside.sql() + " group by w.thread_id",
                statement -> beside.set(statement, 1),
                row -> counts.put(row.getLong(1), row.getLong(2)));
        return counts;
    }

    /** Messages by how well they answer, the best first; newer ones count a little more. */
    List<Hit> ranked(Map<Long, Hit> candidates, List<Condition.Words> marked, TextQuery words) throws SQLException {
        String any = marked.stream().map(words::of).flatMap(Optional::stream).collect(Collectors.joining(" | "));
        Instant newest = candidates.values().stream()
                .map(Hit::at)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        List<Hit> ranked = new ArrayList<>();
        ask(
                """
                select w.message_id
                  from message_search w
                 where w.message_id = any (?)
                 order by ts_rank('{0.02, 0.1, 0.4, 1.0}', w.vector, cast(? as tsquery), 1)
                          * (1 + 0.5 * exp(extract(epoch from w.at - ?)::float8 / 126144000.0)) desc,
                       w.at desc, w.message_id desc""",
                statement -> {
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "bigint", candidates.keySet().toArray()));
                    statement.setString(2, any);
                    statement.setObject(3, newest.atOffset(ZoneOffset.UTC));
                },
                row -> ranked.add(candidates.get(row.getLong(1))));
        return ranked;
    }

    /** Known words that are spelt almost so, the nearest first. */
    List<String> alike(String word) throws SQLException {
        List<String> alike = new ArrayList<>();
        ask(
                """
                select word from search_word
                 where word % ? and word <> ?
                 order by similarity(word, ?) desc, word limit ?""",
                statement -> {
                    for (int i = 1; i <= 3; i++) {
                        statement.setString(i, word);
                    }
                    statement.setInt(4, ALIKE);
                },
                row -> alike.add(row.getString(1)));
        return alike;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
