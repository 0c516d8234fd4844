package org.salonarchive.search.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.salonarchive.message.MessageIdHash;

/** Makes conditions of single terms. */
final class TermReader {
    private static final int SHORTEST_PREFIX = 2;
    private static final int SLIPS = 3;
    private static final Pattern MISSPELT = Pattern.compile("([A-Za-z]+):(?![:/]).*");

    private final Mending mending;
    private final DateText dates;

    TermReader(Mending mending, Instant now) {
        this.mending = mending;
        this.dates = new DateText(now);
    }

    /** The condition; empty when it was left out, which is then said. */
    Optional<Condition> read(Term term) {
        if (term.value().text().isEmpty()) {
            return leftOut(term, "There is nothing between these quotation marks; they were left out.");
        }
        Optional<Field> words = term.field().isPresent() ? term.field().get().words() : Optional.of(Field.ANY);
        return words.isPresent() ? words(words.get(), term) : other(term.field().get(), term);
    }

    private Optional<Condition> other(FieldName field, Term term) {
        return switch (field) {
            case LIST -> list(term);
            case ID -> id(term);
            case HAS -> oneOf(term, Feature.values(), Condition.Has::new);
            case IS -> oneOf(term, State.values(), Condition.Is::new);
            case AUTHOR -> author(term);
            default -> dates(field, term);
        };
    }

    private Optional<Condition> leftOut(Term term, String says) {
        mending.tell(term.from(), term.until(), says);
        mending.remove(term.start(), term.until());
        return Optional.empty();
    }

    private Optional<Condition> words(Field field, Term term) {
        Token value = term.value();
        String text = value.text();
        String stem = value.kind() == Token.Kind.WORD ? text.replaceAll("\\*+$", "") : text;
        if (QueryText.letters(stem) == 0) {
            return leftOut(
                    term,
                    stem.isEmpty()
                            ? "A * needs the beginning of a word before it, as in wor*; it was left out."
                            : QueryText.shown(text) + " has no letter or digit and was left out.");
        }
        if (value.kind() == Token.Kind.PHRASE) {
            return Optional.of(new Condition.Words(field, Match.PHRASE, text));
        }
        if (stem.indexOf('*') >= 0) {
            mending.tell(
                    value.from(),
                    value.until(),
                    "A * stands only at the end of a word; " + QueryText.shown(text) + " was searched for as a word.");
            mending.replace(value.from(), value.until(), withoutStars(text));
            return Optional.of(new Condition.Words(field, Match.WORD, text));
        }
        boolean prefix = stem.length() < text.length();
        if (prefix && QueryText.letters(stem) < SHORTEST_PREFIX) {
            mending.tell(
                    value.from(),
                    value.until(),
                    "Before a * at least " + SHORTEST_PREFIX + " letters are needed; " + QueryText.shown(stem)
                            + " was searched for as a word.");
            mending.replace(value.from(), value.until(), stem);
            return Optional.of(new Condition.Words(field, Match.WORD, stem));
        }
        if (field == Field.ANY) {
            tellMisspelt(value);
        }
        return Optional.of(new Condition.Words(field, prefix ? Match.PREFIX : Match.WORD, stem));
    }

    private static String withoutStars(String text) {
        String beginning = text.substring(0, text.indexOf('*'));
        return QueryText.letters(beginning) >= SHORTEST_PREFIX
                ? beginning + "*"
                : text.replace('*', ' ').strip();
    }

    private void tellMisspelt(Token value) {
        Matcher named = MISSPELT.matcher(value.text());
        if (!named.matches()) {
            return;
        }
        FieldName.resembling(named.group(1)).ifPresent(name -> {
            int colon = value.from() + named.end(1);
            mending.tell(
                    value.from(),
                    colon + 1,
                    "There is no field " + QueryText.shown(named.group(1) + ":") + "; " + QueryText.shown(value.text())
                            + " was searched for as a word.");
            mending.replace(value.from(), colon, name);
        });
    }

    private Optional<Condition> list(Term term) {
        Token value = term.value();
        String name = value.kind() == Token.Kind.WORD ? value.text().replaceAll("\\*+$", "") : value.text();
        if (name.isEmpty()) {
            return leftOut(term, "\"list:\" needs the name of a list; it was left out.");
        }
        if (name.length() < value.text().length()) {
            mending.tell(
                    value.from(),
                    value.until(),
                    "The name of a list is typed whole; " + QueryText.shown("list:" + name) + " was searched for.");
            mending.replace(value.from(), value.until(), name);
        }
        return Optional.of(new Condition.InList(name));
    }

    private Optional<Condition> id(Term term) {
        String id = term.value().text().replaceAll("^[<\\s]+|[>\\s]+$", "");
        return id.isEmpty()
                ? leftOut(term, "\"id:\" needs a Message-ID; it was left out.")
                : Optional.of(new Condition.Id(id));
    }

    private <E extends Enum<E>> Optional<Condition> oneOf(Term term, E[] all, Function<E, Condition> condition) {
        String typed = term.value().text().toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        for (E each : all) {
            names.add(each.name().toLowerCase(Locale.ROOT));
            if (names.contains(typed)) {
                return Optional.of(condition.apply(each));
            }
        }
        Optional<String> nearest = Resemblance.nearest(typed, names, SLIPS);
        String field = term.field().map(FieldName::typed).orElse("");
        return corrected(
                term,
                nearest,
                "is unknown; there are "
                        + names.stream().map(name -> field + name).collect(Collectors.joining(", ")));
    }

    private Optional<Condition> author(Term term) {
        Optional<Condition> author = MessageIdHash.parse(term.value().text()).map(Condition.Author::new);
        return author.isPresent() ? author : corrected(term, Optional.empty(), "names no sender; try from:");
    }

    private String shown(Term term) {
        return QueryText.shown(mending.typed(term.from(), term.until()));
    }

    /** Leaves the term out and proposes another value for it. */
    private Optional<Condition> corrected(Term term, Optional<String> value, String wrong) {
        mending.tell(term.from(), term.until(), shown(term) + " " + wrong + ". It was left out.");
        if (value.isPresent()) {
            mending.replace(term.value().from(), term.until(), value.get());
        } else {
            mending.remove(term.start(), term.until());
        }
        return Optional.empty();
    }

    private Optional<Condition> dates(FieldName field, Term term) {
        String text = term.value().text();
        int dots = text.indexOf("..");
        return dots < 0 ? date(field, term) : range(field, term, text.substring(0, dots), text.substring(dots + 2));
    }

    private Optional<Condition> date(FieldName field, Term term) {
        DateText.Reading reading = dates.read(term.value().text());
        if (reading.span().isEmpty()) {
            return corrected(term, reading.nearest(), reading.wrong());
        }
        DateSpan span = reading.span().get();
        return Optional.of(
                switch (field) {
                    case BEFORE -> new Condition.Dates(Optional.empty(), Optional.of(span.start()));
                    case AFTER -> new Condition.Dates(Optional.of(span.start()), Optional.empty());
                    default -> span.alone();
                });
    }

    private Optional<Condition> range(FieldName field, Term term, String first, String last) {
        Optional<DateText.Reading> from = side(first);
        Optional<DateText.Reading> until = side(last);
        for (Optional<DateText.Reading> side : List.of(from, until)) {
            if (side.isPresent() && side.get().span().isEmpty()) {
                Optional<String> nearest =
                        side.get().nearest().map(near -> side.equals(from) ? near + ".." + last : first + ".." + near);
                return corrected(term, nearest, side.get().wrong());
            }
        }
        Optional<Instant> start = from.flatMap(DateText.Reading::span).map(DateSpan::start);
        Optional<Instant> end = until.flatMap(DateText.Reading::span).map(DateSpan::end);
        if (start.isEmpty() && end.isEmpty()) {
            return corrected(term, Optional.empty(), "has no date on either side of the dots");
        }
        if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
            return corrected(term, Optional.of(last.strip() + ".." + first.strip()), "ends before it begins");
        }
        if (field != FieldName.DATE) {
            String meant = FieldName.DATE.typed() + mending.typed(term.value().from(), term.until());
            mending.tell(
                    term.from(),
                    term.until(),
                    shown(term) + " has two dates where one belongs; " + QueryText.shown(meant) + " was searched for.");
            mending.replace(term.from(), term.until(), meant);
        }
        return Optional.of(new Condition.Dates(start, end));
    }

    private Optional<DateText.Reading> side(String text) {
        String side = text.replaceAll("^[.\\s]+|[.\\s]+$", "");
        return side.isEmpty() ? Optional.empty() : Optional.of(dates.read(side));
    }
}
