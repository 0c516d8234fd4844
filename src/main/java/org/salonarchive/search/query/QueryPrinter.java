package org.salonarchive.search.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes conditions as text that {@link QueryParser} reads back as the same. */
final class QueryPrinter {
    private static final int YEAR = "2025".length();
    private static final int MONTH = "2025-07".length();
    private static final int DAY = "2025-07-22".length();
    private static final int INSTANT = Integer.MAX_VALUE;

    /** Texts and conditions that are still to be written. */
    private final Deque<Object> pieces = new ArrayDeque<>();

    private final StringBuilder text = new StringBuilder();

    private QueryPrinter() {}

    static String print(Condition condition) {
        QueryPrinter printer = new QueryPrinter();
        printer.pieces.push(condition);
        while (!printer.pieces.isEmpty()) {
            Object piece = printer.pieces.pop();
            if (piece instanceof Condition next) {
                printer.expand(next);
            } else {
                printer.text.append(piece);
            }
        }
        return printer.text.toString();
    }

    private void expand(Condition condition) {
        if (condition instanceof Condition.And and) {
            joined(and.all(), " ");
        } else if (condition instanceof Condition.Or or) {
            joined(or.any(), " OR ");
        } else if (condition instanceof Condition.Not not) {
            negated(not.of());
        } else if (condition instanceof Condition.InThread thread) {
            first("thread:{", thread.some(), "}");
        } else {
            text.append(term(condition));
        }
    }

    private void first(Object... next) {
        List<Object> reversed = new ArrayList<>(List.of(next));
        Collections.reverse(reversed);
        reversed.forEach(pieces::push);
    }

    private void joined(List<Condition> conditions, String by) {
        List<Object> next = new ArrayList<>();
        for (Condition condition : conditions) {
            next.add(next.isEmpty() ? "" : by);
            boolean plain = by.equals(" OR ") ? !(condition instanceof Condition.Or) : !isJoined(condition);
            next.add(plain ? "" : "(");
            next.add(condition);
            next.add(plain ? "" : ")");
        }
        first(next.toArray());
    }

    private static boolean isJoined(Condition condition) {
        return condition instanceof Condition.And || condition instanceof Condition.Or;
    }

    private void negated(Condition condition) {
        if (isJoined(condition) || condition instanceof Condition.Not) {
            first("-(", condition, ")");
        } else {
            boolean hyphen = condition instanceof Condition.Words words
                    && words.field() == Field.ANY
                    && words.match() != Match.PHRASE
                    && words.text().startsWith("-");
            first(hyphen ? "NOT " : "-", condition);
        }
    }

    private static String term(Condition condition) {
        if (condition instanceof Condition.Words words) {
            return words(words);
        } else if (condition instanceof Condition.Author author) {
            return FieldName.AUTHOR.typed() + author.key().base32();
        } else if (condition instanceof Condition.InList list) {
            return FieldName.LIST.typed() + QueryText.value(list.name());
        } else if (condition instanceof Condition.Id id) {
            return FieldName.ID.typed() + QueryText.value(id.messageId());
        } else if (condition instanceof Condition.Has has) {
            return FieldName.HAS.typed() + has.feature().name().toLowerCase(Locale.ROOT);
        } else if (condition instanceof Condition.Is is) {
            return FieldName.IS.typed() + is.state().name().toLowerCase(Locale.ROOT);
        } else if (condition instanceof Condition.Dates dates) {
            return dates(dates);
        }
        throw new IllegalArgumentException("No term: " + condition);
    }

    private static String words(Condition.Words words) {
        String field = FieldName.of(words.field()).map(FieldName::typed).orElse("");
        // Two colons would be of a programming language.
        String gap = !field.isEmpty() && words.text().startsWith(":") ? " " : "";
        return field
                + gap
                + switch (words.match()) {
                    case WORD -> words.text();
                    case PHRASE -> QueryText.quoted(words.text());
                    case PREFIX -> words.text() + "*";
                };
    }

    private static String dates(Condition.Dates dates) {
        Optional<Instant> from = dates.from();
        Optional<Instant> until = dates.until();
        int detail = Math.max(
                from.map(QueryPrinter::detail).orElse(0),
                until.map(QueryPrinter::detail).orElse(0));
        if (until.isEmpty()) {
            return FieldName.AFTER.typed() + named(from.orElseThrow(), 0, detail);
        }
        if (from.isEmpty() && day(until.get()).getYear() <= DateText.LAST_YEAR) {
            return FieldName.BEFORE.typed() + named(until.get(), 0, detail);
        }
        String first = from.map(start -> named(start, 0, detail)).orElse("");
        String last = named(until.get(), 1, detail);
        return FieldName.DATE.typed() + (first.equals(last) ? first : first + ".." + last);
    }

    /** How much of a date names the edge of a period. */
    private static int detail(Instant edge) {
        if (!edge.equals(DateSpan.start(day(edge)))) {
            return INSTANT;
        }
        return day(edge).getDayOfYear() == 1 ? YEAR : day(edge).getDayOfMonth() == 1 ? MONTH : DAY;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The period that begins at this edge, or that ends there when it is a day back. */
    private static String named(Instant edge, int back, int detail) {
        return detail == INSTANT
                ? edge.toString()
                : day(edge).minusDays(back).toString().substring(0, detail);
    }
}
