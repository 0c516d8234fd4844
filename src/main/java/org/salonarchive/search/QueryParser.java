package org.salonarchive.search;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a reader typed. Any text is read: what is not understood becomes a {@link Mistake} at its place, and the
 * rest is asked.
 *
 * <p>Words that stand side by side must all be found; {@code OR} (or |), which binds less than that, asks for either,
 * {@code -} or {@code NOT} leaves out, parentheses group, quotation marks hold words together ("" is one mark within
 * them), * ends the beginning of a word, and {@code AND} changes nothing. The names of fields are of any case, the
 * operators in capitals.
 *
 * <p>Dates are of UTC. {@code after:} (since:) includes the day, month or year that it names; {@code before:} (until:)
 * ends where it begins, as in notmuch, Gmail and git. The ends of a range, {@code date:2024-03..2024-06}, are both
 * included as a whole. {@code date:7d} means since the day that was seven days ago, {@code before:7d} what is older.
 */
public final class QueryParser {
    /** UTF-16 units of a text; longer questions only cost the database time. */
    public static final int LONGEST = 1_000;

    /** Words, phrases and other terms of a query. */
    public static final int MOST_TERMS = 40;

    /** Parentheses and braces within each other. */
    public static final int DEEPEST = 10;

    /** What one repair uncovers the next one mends. */
    private static final int REPAIRS = 12;

    private static final List<String> PERIODS = List.of("week", "month", "year");

    private final String typed;
    private final String text;
    private final Mending mending;
    private final TermReader reader;
    private final List<Token> tokens;
    private final Deque<QueryGroup> groups = new ArrayDeque<>();
    private int next;
    private int terms;
    private int leftOutFrom = -1;
    private int leftOutUntil;

    private QueryParser(String typed, Instant now) {
        this.typed = QueryText.clean(typed);
        this.mending = new Mending(this.typed);
        this.reader = new TermReader(mending, now);
        this.text = bounded();
        this.tokens = QueryScanner.tokens(text, mending);
    }

    /** Reads a query; relative dates are counted back from now. */
    public static Query parse(String text, Instant now) {
        QueryParser parser = new QueryParser(text, now);
        Optional<Condition> condition = parser.read();
        Optional<String> instead =
                parser.mending.isNeeded() ? instead(parser.mending, condition, now) : Optional.empty();
        return new Query(text, condition, parser.mending.mistakes(instead));
    }

    /** The text with its mistakes mended, or else what was understood of it. */
    private static Optional<String> instead(Mending typed, Optional<Condition> understood, Instant now) {
        Mending mending = typed;
        for (int i = 0; i < REPAIRS; i++) {
            String mended = mending.mended();
            mending = mistakes(mended, now);
            if (!mending.isNeeded()) {
                return Optional.of(mended).filter(text -> !text.isEmpty());
            }
        }
        return understood.map(Query::text).filter(text -> !mistakes(text, now).isNeeded());
    }

    private static Mending mistakes(String text, Instant now) {
        QueryParser parser = new QueryParser(text, now);
        parser.read();
        return parser.mending;
    }

    /** Ends with a whole word, where there is a blank to cut at. */
    private String bounded() {
        if (typed.length() <= LONGEST) {
            return typed;
        }
        int blank = typed.lastIndexOf(' ', LONGEST);
        int end = blank > 0 ? blank : Character.isLowSurrogate(typed.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        if (typed.substring(end).isBlank()) {
            return typed.substring(0, end);
        }
        mending.tell(
                end,
                typed.length(),
                String.format(
                        Locale.ROOT, "Only the first %,d characters are read; what follows was left out.", LONGEST));
        mending.remove(end, typed.length());
        return typed.substring(0, end);
    }

    private Optional<Condition> read() {
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
                    "Only the first " + MOST_TERMS + " terms were searched for; what follows was left out.");
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
                && !tokens.get(next).opens()) {
            threadWithoutBraces(name);
        } else if (next < tokens.size() && tokens.get(next).isValue()) {
            Token value = tokens.get(next++);
            term(value, name.from(), Optional.of(field));
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
        int last = tokens.get(next).kind() == Token.Kind.FIELD ? next + 1 : next;
        if (last == tokens.size() || !tokens.get(last).isValue()) {
            tellEmpty(name);
            return;
        }
        int end = tokens.get(last).until();
        mending.tell(
                name.from(),
                end,
                "What must hold in a thread stands in braces, as in thread:{from:ada}; "
                        + QueryText.shown(text.substring(name.from(), end)) + " was left out.");
        mending.insert(tokens.get(next).from(), "{");
        mending.insert(end, "}");
        group().leaveOut();
        next = last + 1;
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
        if (terms == MOST_TERMS) {
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
        if (groups.size() > DEEPEST) {
            tooDeep(token, start);
            return;
        }
        boolean thread = field.equals(Optional.of(FieldName.THREAD));
        groups.push(QueryGroup.opened(start, next - 1, token.kind(), thread ? Optional.empty() : field, thread));
    }

    private void tooDeep(Token open, int start) {
        int end = skip();
        mending.tell(start, end, "Parentheses nest at most " + DEEPEST + " deep; these were left out.");
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
            mending.tell(open.from(), token.until(), "There is nothing between these; they were left out.");
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
