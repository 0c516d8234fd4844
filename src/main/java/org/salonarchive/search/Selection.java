package org.salonarchive.search;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.salonarchive.archive.AccessRule;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;

/**
 * Which rows of {@code message_search w} are meant: a condition in SQL whose words are all ours, and its parameters.
 * Every selection holds the rule of access.
 */
final class Selection {

    static final String IN_THREADS = "w.thread_id = any (?)";
    static final String MATCHES = "w.vector @@ cast(? as tsquery)";
    private static final String ALL_SAMPLES = IntStream.range(0, Lexeme.SAMPLES)
            .mapToObj(number -> TextQuery.quoted(Lexeme.sample(number)))
            .collect(Collectors.joining(" | "));

    private final String sql;
    private final List<Object> parameters;

    private Selection(String sql, List<Object> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /** Whether a part of it costs a part of the whole: not where threads are looked for first. */
    boolean isWorthASample() {
        return !sql.contains(ConditionCompiler.THREADS);
    }

    /** The condition, for a {@code where}. */
    String sql() {
        return sql;
    }

    /** Sets the parameters from this one on; returns the next. */
    int set(PreparedStatement statement, int first) throws SQLException {
        return set(statement, first, parameters);
    }

    static int set(PreparedStatement statement, int first, List<Object> parameters) throws SQLException {
        int at = first;
        for (Object parameter : parameters) {
            if (parameter instanceof Instant instant) {
                statement.setObject(at++, instant.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(at++, parameter);
            }
        }
        return at;
    }

    /** Those of them that have a lexeme, or one of several. */
    Selection having(List<String> lexemes) {
        String any = lexemes.stream().map(TextQuery::quoted).collect(Collectors.joining(" | "));
        return and(MATCHES, any);
    }

    /** Those of them that match a tsquery. */
    Selection matching(String tsquery) {
        return and(MATCHES, tsquery);
    }

    /** Those of them before a place, newest first. */
    Selection before(Place place) {
        return and("(w.at, w.message_id) < (?, ?)", place.at(), place.key());
    }

    /** Those of them behind a place, oldest first. */
    Selection after(Place place) {
        return and("(w.at, w.message_id) > (?, ?)", place.at(), place.key());
    }

    /** Those of them at a place and newer. */
    Selection notBefore(Place place) {
        return and("(w.at, w.message_id) >= (?, ?)", place.at(), place.key());
    }

    /** Those of them at a place and older. */
    Selection notAfter(Place place) {
        return and("(w.at, w.message_id) <= (?, ?)", place.at(), place.key());
    }

    /** Those of them in some threads. */
    Selection inThreads(Long... threads) {
        return and(IN_THREADS, (Object) threads);
    }

    private Selection and(String more, Object... values) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(values));
        return new Selection(sql + " and " + more, all);
    }

    /**
     * Compiles a condition.
     *
     * @param list the only list that is looked in
     * @param most whether that list has a good part of all messages
     * @param persons whether there are persons with several addresses
     * @param lists the ids of the visible lists by name; others are not there
     * @param threads what finds the threads in which all is to be
     */
    static Selection of(
            Condition condition,
            OptionalInt list,
            boolean most,
            TextQuery words,
            boolean persons,
            Function<String, Optional<Integer>> lists,
            Threads threads)
            throws SQLException {
        String inList = most ? AccessRule.VISIBLE_SEARCHED_IN_MOST : AccessRule.VISIBLE_SEARCHED_IN;
        String scope = list.isPresent() ? inList : AccessRule.VISIBLE_SEARCHED;
        List<Object> parameters = list.isPresent() ? List.of(list.getAsInt(), list.getAsInt()) : List.of();
        ConditionCompiler compiler = new ConditionCompiler(words, persons, lists, scope, parameters, threads);
        Optional<ConditionCompiler.Piece> piece;
        try {
            piece = condition instanceof Condition.InThread only
                    ? Optional.of(compiler.common(List.of(only)))
                    : compiler.compile(condition);
        } catch (ConditionCompiler.Unanswered question) {
            throw question.why();
        }
        Selection selection = new Selection(scope, parameters);
        if (piece.isPresent()) {
            selection =
                    selection.and(piece.get().sql(), piece.get().parameters().toArray());
        }
        boolean onlyNegations = piece.isPresent() && piece.get().tsquery().isPresent() && !isAnchored(condition);
        return onlyNegations && (most || list.isEmpty()) ? selection.matching(ALL_SAMPLES) : selection;
    }

    /** Whether an index leads to what is meant, because something must be there, not only may not. */
    private static boolean isAnchored(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.all().stream().anyMatch(Selection::isAnchored);
        }
        if (condition instanceof Condition.Or or) {
            return or.any().stream().allMatch(Selection::isAnchored);
        }
        return !(condition instanceof Condition.Not);
    }

    /** Finds threads. */
    @FunctionalInterface
    interface Threads {
        Long[] found(String question, List<Object> parameters) throws SQLException;
    }

    /** The words of a condition that may stand in a subject, as one tsquery; empty when there are none. */
    static Optional<String> subject(List<Condition.Words> marked, TextQuery words) {
        List<String> asked = marked.stream()
                .filter(word -> word.field() == Field.ANY || word.field() == Field.SUBJECT)
                .map(words::inSubject)
                .flatMap(Optional::stream)
                .toList();
        return asked.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", asked));
    }
}
