package org.salonarchive.search;

import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;
import org.salonarchive.search.query.Match;
import org.salonarchive.search.query.State;

/**
 * Turns conditions into SQL over rows of {@code message_search w} whose words are all ours, and parameters. Conditions
 * are nested no deeper than the parser allows.
 *
 * @param persons whether there are persons with several addresses
 * @param lists the ids of the visible lists by name; others are not there
 * @param scope what of the archive may be looked at at all, with its parameters
 * @param threads what finds the threads in which all is to be
 */
record ConditionCompiler(
        TextQuery words,
        boolean persons,
        Function<String, Optional<Integer>> lists,
        String scope,
        List<Object> scopeParameters,
        Selection.Threads threads) {

    /** Begins every question for threads. */
    static final String THREADS = "select distinct w.thread_id from message_search w where ";

    private static final String ALL = "&";

    /** A longer time is not said in months as well. */
    private static final int MOST_MONTHS = 60;
    /** The addresses of those persons with several of whom some name or address is like a pattern. */
    private static final String PERSONS = """
            select member.id
              from sender member
             where coalesce(member.person_id, member.id) in (
                   select coalesce(known.person_id, known.id)
                     from sender known
                    where (known.person_id is not null
                           or exists (select from sender other where other.person_id = known.id))
                      and lower(known.proper_name || ' ' || known.name || ' ' || known.address) ~ ?)""";

    /** What a part of a condition comes to: a tsquery as long as that says it all, else SQL. */
    record Piece(Optional<String> tsquery, String sql, List<Object> parameters) {

        static Piece text(String tsquery) {
            return new Piece(Optional.of(tsquery), Selection.MATCHES, List.of(tsquery));
        }

        static Piece sql(String sql, Object... parameters) {
            return new Piece(Optional.empty(), sql, List.of(parameters));
        }
    }

    /** Empty where there is nothing that could be looked for. */
    Optional<Piece> compile(Condition condition) {
        if (condition instanceof Condition.And and) {
            return join(and.all(), ALL, "and");
        }
        if (condition instanceof Condition.Or or) {
            return join(or.any(), "|", "or");
        }
        if (condition instanceof Condition.Not not) {
            return compile(not.of()).map(ConditionCompiler::negated);
        }
        if (condition instanceof Condition.Words asked) {
            return words.of(asked)
                    .map(text -> persons && asked.field() == Field.FROM ? from(text, asked) : Piece.text(text));
        }
        return Optional.of(leaf(condition));
    }

    /** Or from another address of a person of whom some name or address has these words. */
    private static Piece from(String text, Condition.Words asked) {
        String pattern = Tokenizer.all(asked.text()).stream()
                .map(token -> token.word().replaceAll("[^\\p{L}\\p{N}_]", "."))
                .collect(Collectors.joining("[^[:alnum:]_]+", "\\m", asked.match() == Match.PREFIX ? "" : "\\M"));
        return Piece.sql("(" + Selection.MATCHES + " or w.sender_id = any (array(" + PERSONS + ")))", text, pattern);
    }

    private static Piece negated(Piece piece) {
        return piece.tsquery().isPresent()
                ? Piece.text("!(" + piece.tsquery().get() + ")")
                : new Piece(Optional.empty(), "not (" + piece.sql() + ")", piece.parameters());
    }

    /** What is text is asked for in one tsquery, so that one walk through the index answers it. */
    private Optional<Piece> join(List<Condition> conditions, String sign, String word) {
        List<Condition.InThread> threads = sign.equals(ALL) ? inThreads(conditions) : List.of();
        List<Piece> pieces = conditions.stream()
                .filter(condition -> threads.isEmpty() || !(condition instanceof Condition.InThread))
                .map(this::compile)
                .flatMap(Optional::stream)
                .toList();
        List<String> texts = pieces.stream()
                .map(Piece::tsquery)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(ArrayList::new));
        if (sign.equals(ALL) && !texts.isEmpty()) {
            conditions.stream()
                    .map(ConditionCompiler::months)
                    .flatMap(Optional::stream)
                    .forEach(texts::add);
        }
        List<Piece> parts = new ArrayList<>();
        if (!texts.isEmpty()) {
            parts.add(Piece.text(texts.size() == 1 ? texts.get(0) : "(" + String.join(" " + sign + " ", texts) + ")"));
        }
        pieces.stream().filter(piece -> piece.tsquery().isEmpty()).forEach(parts::add);
        if (!threads.isEmpty()) {
            parts.add(common(threads));
        }
        if (parts.size() < 2) {
            return parts.stream().findFirst();
        }
        return Optional.of(new Piece(
                Optional.empty(),
                parts.stream().map(Piece::sql).collect(Collectors.joining(" " + word + " ", "(", ")")),
                parts.stream().flatMap(part -> part.parameters().stream()).toList()));
    }

    private static List<Condition.InThread> inThreads(List<Condition> conditions) {
        return conditions.stream()
                .filter(Condition.InThread.class::isInstance)
                .map(Condition.InThread.class::cast)
                .toList();
    }

    /** The months of a time that is not long: the index finds words in them at once, and no other messages are looked at. */
    private static Optional<String> months(Condition condition) {
        if (!(condition instanceof Condition.Dates dates)
                || dates.from().isEmpty()
                || dates.until().isEmpty()) {
            return Optional.empty();
        }
        YearMonth first = YearMonth.from(dates.from().get().atOffset(ZoneOffset.UTC));
        YearMonth last = YearMonth.from(dates.until().get().minusNanos(1).atOffset(ZoneOffset.UTC));
        long count = first.until(last, ChronoUnit.MONTHS) + 1;
        return count < 1 || count > MOST_MONTHS
                ? Optional.empty()
                : Optional.of(LongStream.range(0, count)
                        .mapToObj(month -> TextQuery.quoted(Lexeme.month(first.plusMonths(month))))
                        .collect(Collectors.joining(" | ", "(", ")")));
    }

    private Piece leaf(Condition condition) {
        if (condition instanceof Condition.Has has) {
            return Piece.text(
                    TextQuery.quoted(Lexeme.feature(has.feature().name().toLowerCase(Locale.ROOT))));
        }
        if (condition instanceof Condition.Dates dates) {
            return dates(dates);
        }
        if (condition instanceof Condition.InList list) {
            return Piece.sql("w.lists @> array[?]", lists.apply(list.name()).orElse(-1));
        }
        if (condition instanceof Condition.Id id) {
            return Piece.sql(
                    "w.message_id = any (array(select m.id from message m where m.message_id_hash = ?))",
                    (Object) new MessageId(id.messageId()).hash().bytes());
        }
        if (condition instanceof Condition.Author author) {
            return Piece.sql(
                    "w.sender_id = any (array(select s.id from sender s, sender named where named.key_hash = ?"
                            + " and coalesce(s.person_id, s.id) = coalesce(named.person_id, named.id)))",
                    (Object) author.key().bytes());
        }
        if (condition instanceof Condition.Is is) {
            return is(is.state());
        }
        return thread((Condition.InThread) condition);
    }

    private static Piece dates(Condition.Dates dates) {
        List<Object> ends = new ArrayList<>();
        dates.from().ifPresent(ends::add);
        dates.until().ifPresent(ends::add);
        String from = dates.from().isPresent() ? "w.at >= ?" : "";
        String until = dates.until().isPresent() ? "w.at < ?" : "";
        String both = from.isEmpty() || until.isEmpty() ? from + until : "(" + from + " and " + until + ")";
        return Piece.sql(both, ends.toArray());
    }

    private static Piece is(State state) {
        return Piece.sql(
                switch (state) {
                    case ROOT -> "exists (select from message m where m.id = w.message_id and m.parent_id is null)";
                    case REPLY ->
                        "exists (select from message m where m.id = w.message_id and m.parent_id is not null)";
                    case UNANSWERED -> "not exists (select from message m where m.parent_id = w.message_id)";
                });
    }

    private Piece thread(Condition.InThread thread) {
        Piece threads = threads(thread);
        return Piece.sql(
                "w.thread_id in (" + threads.sql() + ")", threads.parameters().toArray());
    }

    /** Threads are looked for once, before messages are looked at in them. */
    Piece common(List<Condition.InThread> all) {
        List<Piece> questions = all.stream().map(this::threads).toList();
        try {
            Long[] found = threads.found(
                    questions.stream().map(Piece::sql).collect(Collectors.joining(" intersect ")),
                    questions.stream()
                            .flatMap(question -> question.parameters().stream())
                            .toList());
            return Piece.sql(Selection.IN_THREADS, (Object) found);
        } catch (SQLException fault) {
            throw new Unanswered(fault);
        }
    }

    /** The question for the threads of which some message fulfils a condition. */
    private Piece threads(Condition.InThread thread) {
        Optional<Piece> within = compile(thread.some());
        List<Object> all = new ArrayList<>(scopeParameters);
        within.ifPresent(piece -> all.addAll(piece.parameters()));
        return Piece.sql(
                THREADS + scope + within.map(piece -> " and " + piece.sql()).orElse(""), all.toArray());
    }

    /** A question for threads failed, amid the compiling. */
    static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final SQLException why;

        Unanswered(SQLException why) {
            super(why);
            this.why = why;
        }

        SQLException why() {
            return why;
        }
    }
}
