package org.salonarchive.search.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a reader asks for.
 *
 * @param text as typed
 * @param condition what a message must fulfil; empty when nothing is asked for
 * @param mistakes what was not understood, in the order of the text
 */
public record Query(String text, Optional<Condition> condition, List<Mistake> mistakes) {

    /** More words than this are not marked. */
    public static final int MOST_MARKED = 16;

    public Query {
        mistakes = List.copyOf(mistakes);
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return condition.isEmpty();
    }

    /**
     * The text of a query that asks for a term as well. A text with mistakes is written anew, as it was understood,
     * since a term behind it might be taken for a part of the mistake.
     */
    public String and(String term) {
        if (condition.isEmpty() || term.isBlank()) {
            return condition.isEmpty() ? term : text;
        }
        String asked = mistakes.isEmpty() ? text.strip() : text(condition.get());
        boolean loose = condition.get() instanceof Condition.Or && !isInParentheses(asked);
        return (loose ? "(" + asked + ")" : asked) + " " + term;
    }

    private static boolean isInParentheses(String text) {
        List<Token> tokens = QueryScanner.tokens(QueryText.clean(text), new Mending(text));
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i > 0 && i == tokens.size() - 1;
            }
        }
        return false;
    }

    /**
     * A term that is read back as this value of the field, as a phrase where the field holds words; empty for a blank
     * value.
     *
     * @param field a name such as {@code from}, or the empty string for words that may stand anywhere
     * @throws IllegalArgumentException when there is no such field
     */
    public static String quoted(String field, String value) {
        if (QueryText.clean(value).isBlank()) {
            return "";
        }
        if (field.isEmpty()) {
            return QueryText.quoted(value);
        }
        FieldName name = FieldName.of(field).orElseThrow(() -> new IllegalArgumentException("No field " + field));
        return field + ":" + (name.words().isPresent() ? QueryText.quoted(value) : QueryText.value(value));
    }

    /** The condition as text, which is read back as the same condition. */
    public static String text(Condition condition) {
        return QueryPrinter.print(condition);
    }

    /** What a found message shows of the query, for marking it: words that were not left out. */
    public List<Condition.Words> marked() {
        Set<Condition.Words> marked = new LinkedHashSet<>();
        walk(false, each -> {
            if (each instanceof Condition.Words words && marked.size() < MOST_MARKED) {
                marked.add(words);
            }
        });
        return new ArrayList<>(marked);
    }

    /** Whether it asks for threads by what some message of theirs fulfils. */
    public boolean seeksThreads() {
        List<Condition> threads = new ArrayList<>();
        walk(true, each -> {
            if (each instanceof Condition.InThread) {
                threads.add(each);
            }
        });
        return !threads.isEmpty();
    }

    /** The names of the lists that it speaks of. */
    public Set<String> lists() {
        Set<String> lists = new LinkedHashSet<>();
        walk(true, each -> {
            if (each instanceof Condition.InList list) {
                lists.add(list.name());
            }
        });
        return lists;
    }

    /** All conditions, each before those that it holds, in order. */
    private void walk(boolean negated, Consumer<Condition> each) {
        Deque<Condition> open = new ArrayDeque<>();
        condition.ifPresent(open::push);
        while (!open.isEmpty()) {
            Condition next = open.pop();
            each.accept(next);
            if (next instanceof Condition.Not not) {
                if (negated) {
                    open.push(not.of());
                }
            } else if (next instanceof Condition.InThread thread) {
                open.push(thread.some());
            } else if (next instanceof Condition.And and) {
                pushInOrder(open, and.all());
            } else if (next instanceof Condition.Or or) {
                pushInOrder(open, or.any());
            }
        }
    }

    private static void pushInOrder(Deque<Condition> open, List<Condition> conditions) {
        for (int i = conditions.size() - 1; i >= 0; i--) {
            open.push(conditions.get(i));
        }
    }

    /** The message or page that the whole text names, when it is nothing but a pasted Message-ID or address. */
    public Optional<Pasted> pasted() {
        return Pasted.of(text);
    }
}
