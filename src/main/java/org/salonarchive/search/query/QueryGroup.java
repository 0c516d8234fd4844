package org.salonarchive.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was read so far of the whole query, or between parentheses or the braces of a thread. */
final class QueryGroup {
    private final int start;
    private final int opened;
    private final Optional<Token.Kind> opening;
    private final Optional<FieldName> field;
    private final boolean thread;
    private final List<Condition> alternatives = new ArrayList<>();
    private final List<Condition> current = new ArrayList<>();
    private Optional<Token> not = Optional.empty();
    private boolean negated;
    private Optional<Token> or = Optional.empty();

    /** Whether something of the current alternative was left out, so that it is not missing. */
    private boolean leftOut;

    private boolean leftOutBefore;

    private QueryGroup(int start, int opened, Optional<Token.Kind> opening, Optional<FieldName> field, boolean thread) {
        this.start = start;
        this.opened = opened;
        this.opening = opening;
        this.field = field;
        this.thread = thread;
    }

    /**
     * Begins a group.
     *
     * @param start where it begins in the text, with what negates it and its field
     * @param opened the number of the token that opens it
     * @param field what words in it are looked for in
     * @param thread whether it is about any message of a thread
     */
    static QueryGroup opened(int start, int opened, Token.Kind opening, Optional<FieldName> field, boolean thread) {
        return new QueryGroup(start, opened, Optional.of(opening), field, thread);
    }

    static QueryGroup whole() {
        return new QueryGroup(0, -1, Optional.empty(), Optional.empty(), false);
    }

    int start() {
        return start;
    }

    int opened() {
        return opened;
    }

    Optional<FieldName> field() {
        return field;
    }

    boolean isClosedBy(Token.Kind closing) {
        return opening.equals(Optional.of(closing == Token.Kind.CLOSE ? Token.Kind.OPEN : Token.Kind.OPEN_THREAD));
    }

    void negate(Token token) {
        not = Optional.of(not.orElse(token));
        negated = !negated;
    }

    /** Where what comes next begins, with what negates it. */
    int start(int from) {
        return not.map(Token::from).orElse(from);
    }

    void add(Condition condition) {
        current.add(negated ? negation(condition) : condition);
        settle();
    }

    void add(QueryGroup inner) {
        Optional<Condition> condition = inner.condition();
        if (condition.isPresent()) {
            add(inner.thread ? new Condition.InThread(condition.get()) : condition.get());
        } else {
            leaveOut();
        }
    }

    /** What came was left out; nothing is missing in its place. */
    void leaveOut() {
        leftOut = true;
        settle();
    }

    private void settle() {
        not = Optional.empty();
        negated = false;
    }

    /** Begins another alternative; false when there is nothing before it. */
    boolean or(Token token) {
        if (current.isEmpty() && !leftOut) {
            return false;
        }
        finishAlternative();
        or = Optional.of(token);
        return true;
    }

    private void finishAlternative() {
        if (!current.isEmpty()) {
            alternatives.add(joined(current, Condition.And.class));
        }
        current.clear();
        leftOutBefore |= leftOut;
        leftOut = false;
    }

    /** What negates nothing. */
    Optional<Token> danglingNot() {
        return not;
    }

    /** The OR after which nothing came. */
    Optional<Token> danglingOr() {
        return current.isEmpty() && !leftOut ? or : Optional.empty();
    }

    /** Whether nothing stood in it, not even a mistake. */
    boolean isEmpty() {
        return alternatives.isEmpty() && current.isEmpty() && !leftOut && !leftOutBefore;
    }

    Optional<Condition> condition() {
        finishAlternative();
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(joined(alternatives, Condition.Or.class));
    }

    private static Condition negation(Condition condition) {
        return condition instanceof Condition.Not not ? not.of() : new Condition.Not(condition);
    }

    /** One condition of several; those of the same kind are taken apart. */
    private static Condition joined(List<Condition> conditions, Class<? extends Condition> kind) {
        List<Condition> flat = new ArrayList<>();
        for (Condition condition : conditions) {
            if (kind == Condition.And.class && condition instanceof Condition.And and) {
                flat.addAll(and.all());
            } else if (kind == Condition.Or.class && condition instanceof Condition.Or or) {
                flat.addAll(or.any());
            } else {
                flat.add(condition);
            }
        }
        if (flat.size() == 1) {
            return flat.get(0);
        }
        return kind == Condition.And.class ? new Condition.And(flat) : new Condition.Or(flat);
    }
}
