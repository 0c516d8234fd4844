package org.salonarchive.search.query;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a condition of the tokens of one text, from the first to the last, with the open groups on a stack. */
final class QueryReader {
    private static final List<String> PERIODS = List.of("week", "month", "year");

    private final String text;
    private final Mending mending;
    private final TermReader reader;
    private final List<Token> tokens;
    private final Deque<QueryGroup> groups = new ArrayDeque<>();
    private int next;
    private int terms;
    private int leftOutFrom = -1;
    private int leftOutUntil;

    QueryReader(String text, Mending mending, Instant now) {
        this.text = text;
        this.mending = mending;
        this.reader = new TermReader(mending, now);
        this.tokens = QueryScanner.tokens(text, mending);
    }

    /** What is asked for; empty when nothing is. */
    Optional<Condition> read() {
        groups.push(QueryGroup.whole());
        while (next < tokens.size()) {
            Token token = tokens.get(next++);
            switch (token.kind()) {
                case WORD, PHRASE -> term(token, token.from(), group().field());
                case FIELD -> field(token);
                case NOT -> group().negate(token);
                case AND -> {}
                case OR -> or(token);
                case OPEN, OPEN_THREAD -> open(token, token.from(), group().field());
                case CLOSE, CLOSE_THREAD -> close(token);
            }
        }
        while (groups.size() > 1) {
            closeAt(text.length());
        }
        finish();
        Optional<Condition> condition = group().condition();
        if (leftOutFrom >= 0) {
            mending.tell(
                    leftOutFrom,
                    leftOutUntil,
                    "Only the first " + QueryParser.MOST_TERMS
                            + " terms were searched for; what follows was left out.");
        }
        if (condition.isEmpty() && !mending.isNeeded() && !text.isBlank()) {
            mending.tell(0, text.length(), "There is nothing here to search for.");
            mending.remove(0, text.length());
        }
        return condition;
    }

    private QueryGroup group() {
        return groups.getFirst();
    }

    private void field(Token name) {
        FieldName field = FieldName.of(name.text()).orElseThrow();
        if (field == FieldName.THREAD
                && next < tokens.size()
                && tokens.get(next).kind() != Token.Kind.OPEN_THREAD) {
            threadWithoutBraces(name);
        } else if (next < tokens.size() && tokens.get(next).isValue()) {
            term(tokens.get(next++), name.from(), Optional.of(field));
        } else if (next < tokens.size() && tokens.get(next).opens()) {
            open(tokens.get(next++), name.from(), Optional.of(field));
        } else {
            tellEmpty(name);
        }
    }

    private void tellEmpty(Token name) {
        mending.tell(
                name.from(),
                name.until(),
                QueryText.shown(name.text() + ":") + " has nothing after it and was left out.");
        mending.remove(group().start(name.from()), name.until());
        group().leaveOut();
    }

    private void threadWithoutBraces(Token name) {
        Token first = tokens.get(next);
        int last = first.kind() == Token.Kind.FIELD ? next + 1 : next;
        if (first.kind() == Token.Kind.OPEN) {
            next++;
            int end = skip();
            tellWithoutBraces(name, end);
            mending.replace(first.from(), first.until(), "{");
            mending.replace(text.charAt(end - 1) == ')' ? end - 1 : end, end, "}");
        } else if (last < tokens.size() && tokens.get(last).isValue()) {
            next = last + 1;
            tellWithoutBraces(name, tokens.get(last).until());
            mending.insert(first.from(), "{");
            mending.insert(tokens.get(last).until(), "}");
        } else {
            tellEmpty(name);
        }
    }

    private void tellWithoutBraces(Token name, int end) {
        mending.tell(
                name.from(),
                end,
                "What must hold in a thread stands in braces, as in thread:{from:ada}; "
                        + QueryText.shown(text.substring(name.from(), end)) + " was left out.");
        group().leaveOut();
    }

    /** The two words of "last year" and of "March 2024" are one date. */
    private Token withNextWord(Token first) {
        if (first.kind() != Token.Kind.WORD
                || next == tokens.size()
                || tokens.get(next).kind() != Token.Kind.WORD) {
            return first;
        }
        Token second = tokens.get(next);
        String word = first.text().toLowerCase(Locale.ROOT);
        boolean running = word.equals("last") || word.equals("this");
        boolean joined = running
                ? PERIODS.contains(second.text().toLowerCase(Locale.ROOT))
                : DateText.isMonth(word) && second.text().matches("(?:19|20)\\d\\d");
        if (!joined) {
            return first;
        }
        next++;
        return new Token(Token.Kind.WORD, first.from(), second.until(), first.text() + " " + second.text());
    }

    private void term(Token typed, int from, Optional<FieldName> field) {
        Token value = field.isPresent() && field.get().takesDates() ? withNextWord(typed) : typed;
        QueryGroup group = group();
        int start = group.start(from);
        if (terms == QueryParser.MOST_TERMS) {
            leftOutFrom = leftOutFrom < 0 ? start : leftOutFrom;
            leftOutUntil = value.until();
            mending.remove(start, value.until());
            group.leaveOut();
            return;
        }
        Optional<Condition> condition = reader.read(new Term(start, from, field, value));
        condition.ifPresentOrElse(group::add, group::leaveOut);
        terms += condition.isPresent() ? 1 : 0;
    }

    private void or(Token token) {
        tellDanglingNot();
        if (!group().or(token)) {
            tellDanglingOr(token);
        }
    }

    private void tellDanglingOr(Token token) {
        mending.tell(
                token.from(),
                token.until(),
                QueryText.shown(token.text()) + " stands between two conditions; here it was left out.");
        mending.remove(token.from(), token.until());
    }

    private void tellDanglingNot() {
        group().danglingNot().ifPresent(not -> {
            mending.tell(
                    not.from(),
                    not.until(),
                    QueryText.shown(not.text()) + " stands before a condition; here it was left out.");
            mending.remove(not.from(), not.until());
            group().leaveOut();
        });
    }

    private void open(Token token, int from, Optional<FieldName> field) {
        int start = group().start(from);
        if (groups.size() > QueryParser.DEEPEST) {
            tooDeep(token, start);
            return;
        }
        boolean thread = field.equals(Optional.of(FieldName.THREAD));
        groups.push(QueryGroup.opened(start, next - 1, token.kind(), thread ? Optional.empty() : field, thread));
    }

    private void tooDeep(Token open, int start) {
        int end = skip();
        mending.tell(start, end, "Parentheses nest at most " + QueryParser.DEEPEST + " deep; these were left out.");
        group().leaveOut();
        if (start == open.from() && end < text.length()) {
            mending.remove(start, open.until());
            mending.remove(end - 1, end);
        } else {
            mending.remove(start, end);
        }
    }

    /** Goes on after what closes the group that was just opened. */
    private int skip() {
        int open = 1;
        while (next < tokens.size() && open > 0) {
            Token token = tokens.get(next++);
            open += token.opens() ? 1 : token.closes() ? -1 : 0;
        }
        return open > 0 ? text.length() : tokens.get(next - 1).until();
    }

    private void close(Token token) {
        boolean brace = token.kind() == Token.Kind.CLOSE_THREAD;
        if (brace && groups.stream().anyMatch(group -> group.isClosedBy(token.kind()))) {
            while (!group().isClosedBy(token.kind())) {
                closeAt(token.from());
            }
        }
        if (!group().isClosedBy(token.kind())) {
            mending.tell(
                    token.from(),
                    token.until(),
                    QueryText.shown(token.text()) + " closes nothing here and was left out.");
            mending.remove(token.from(), token.until());
            return;
        }
        finish();
        QueryGroup inner = groups.pop();
        Token open = tokens.get(inner.opened());
        if (inner.isEmpty()) {
            String pair = open.kind() == Token.Kind.OPEN ? "parentheses" : "braces";
            mending.tell(
                    open.from(), token.until(), "There is nothing between these " + pair + "; they were left out.");
            mending.remove(inner.start(), token.until());
        } else if (isWithinAnother(inner)) {
            mending.tell(open.from(), token.until(), "One pair of parentheses is enough; this one changes nothing.");
            mending.remove(open.from(), open.until());
            mending.remove(token.from(), token.until());
        }
        group().add(inner);
    }

    /** Whether another pair of parentheses holds this pair and nothing else. */
    private boolean isWithinAnother(QueryGroup inner) {
        return group().isClosedBy(Token.Kind.CLOSE)
                && group().opened() == inner.opened() - 1
                && inner.isClosedBy(Token.Kind.CLOSE)
                && next < tokens.size()
                && tokens.get(next).kind() == Token.Kind.CLOSE;
    }

    private void closeAt(int end) {
        finish();
        QueryGroup inner = groups.pop();
        Token open = tokens.get(inner.opened());
        String mark = QueryText.shown(open.text());
        if (inner.isEmpty()) {
            mending.tell(open.from(), open.until(), mark + " has nothing after it and was left out.");
            mending.remove(inner.start(), open.until());
        } else {
            mending.tell(
                    open.from(),
                    open.until(),
                    mark + " is not closed; it was taken to end "
                            + (end == text.length() ? "where the query ends." : "before the }."));
            mending.insert(end, open.kind() == Token.Kind.OPEN ? ")" : "}");
        }
        group().add(inner);
    }

    private void finish() {
        tellDanglingNot();
        group().danglingOr().ifPresent(this::tellDanglingOr);
    }
}
