package org.salonarchive.search;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.words.Lexeme;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.search.query.Condition;
import org.salonarchive.search.query.Field;
import org.salonarchive.search.query.Match;
import org.salonarchive.search.query.State;

/**
 * Makes conditions ready. They are nested no deeper than the parser allows.
 *
 * @param persons whether there are persons with several addresses
 * @param lists the ids of the visible lists by name; others are not there
 * @param sets the sets of lists that messages are in
 * @param answered the messages that have answers
 */
record Planner(
        SearchQuestions ask,
        TextQuery words,
        boolean persons,
        Function<String, Optional<Integer>> lists,
        List<List<Integer>> sets,
        Supplier<IdSet> answered) {

    /** Empty where there is nothing that could be looked for. */
    Optional<Plan> plan(Condition condition) throws SQLException {
        if (condition instanceof Condition.And and) {
            return several(and.all()).map(all -> all.size() == 1 ? all.get(0) : new Plan.All(all));
        }
        if (condition instanceof Condition.Or or) {
            return several(or.any()).map(any -> any.size() == 1 ? any.get(0) : new Plan.Any(any));
        }
        if (condition instanceof Condition.Not not) {
            return plan(not.of()).map(Plan.Not::new);
        }
        if (condition instanceof Condition.Words asked) {
            Optional<WordQuery> query = words.of(asked);
            return query.isPresent() ? Optional.of(words(query.get(), asked)) : Optional.empty();
        }
        return Optional.of(leaf(condition));
    }

    private Optional<List<Plan>> several(List<Condition> conditions) throws SQLException {
        List<Plan> plans = new ArrayList<>();
        for (Condition condition : conditions) {
            plan(condition).ifPresent(plans::add);
        }
        return plans.isEmpty() ? Optional.empty() : Optional.of(plans);
    }

    /** Or from another address of a person of whom some name or address has these words. */
    private Plan words(WordQuery query, Condition.Words asked) throws SQLException {
        Plan said = new Plan.Words(query);
        if (!persons || asked.field() != Field.FROM) {
            return said;
        }
        String pattern = Tokenizer.all(asked.text()).stream()
                .map(token -> token.word().replaceAll("[^\\p{L}\\p{N}_]", "."))
                .collect(Collectors.joining("[^[:alnum:]_]+", "\\m", asked.match() == Match.PREFIX ? "" : "\\M"));
        IdSet senders = ask.sendersOfPersons(pattern);
        return new Plan.Any(List.of(said, beside(cell -> senders.has(cell.sender()))));
    }

    private Plan leaf(Condition condition) throws SQLException {
        if (condition instanceof Condition.Has has) {
            return new Plan.Words(
                    new WordQuery.Word(Lexeme.feature(has.feature().name().toLowerCase(Locale.ROOT)), false, 0));
        }
        if (condition instanceof Condition.Dates dates) {
            long from = dates.from().map(Planner::micros).orElse(Long.MIN_VALUE);
            long until = dates.until().map(Planner::micros).orElse(Long.MAX_VALUE);
            return beside(cell -> cell.at() >= from && cell.at() < until);
        }
        if (condition instanceof Condition.InList list) {
            int id = lists.apply(list.name()).orElse(-1);
            boolean[] has = having(sets, set -> set.contains(id));
            return beside(cell -> has[cell.lists()]);
        }
        if (condition instanceof Condition.Id id) {
            IdSet messages = ask.messages(new MessageId(id.messageId()).hash().bytes());
            return beside(cell -> messages.has(cell.id()));
        }
        if (condition instanceof Condition.Author author) {
            IdSet senders = ask.senders(author.key().bytes());
            return beside(cell -> senders.has(cell.sender()));
        }
        if (condition instanceof Condition.Is is) {
            return is(is.state());
        }
        return plan(((Condition.InThread) condition).some())
                .<Plan>map(Plan.InThread::new)
                .orElseGet(() -> beside(cell -> true));
    }

    private Plan is(State state) {
        return switch (state) {
            case ROOT -> beside(cell -> cell.parent() == 0);
            case REPLY -> beside(cell -> cell.parent() != 0);
            case UNANSWERED -> {
                IdSet with = answered.get();
                yield beside(cell -> !with.has(cell.id()));
            }
        };
    }

    private static Plan beside(Predicate<Columns.Cell> test) {
        return new Plan.Beside(test);
    }

    /** Which sets of lists are so, by their codes. */
    static boolean[] having(List<List<Integer>> sets, Predicate<List<Integer>> test) {
        boolean[] has = new boolean[sets.size()];
        for (int code = 0; code < has.length; code++) {
            has[code] = test.test(sets.get(code));
        }
        return has;
    }

    /** As PostgreSQL counts time; what is too far away is at the end of all time. */
    private static long micros(Instant at) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        } catch (ArithmeticException farAway) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
