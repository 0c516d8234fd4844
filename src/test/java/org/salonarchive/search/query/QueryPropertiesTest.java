package org.salonarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, whoever made it up. */
class QueryPropertiesTest {

    @Property(tries = 10_000)
    void anyPiecesAreAQuery(@ForAll("pieces") String text) {
        QueryFuzzTarget.check(text);
    }

    @Property
    void anyCharactersAreAQuery(@ForAll String text) {
        QueryFuzzTarget.check(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "-",
                "\"",
                "*",
                "|",
                "()",
                "((a)",
                "OR ",
                "NOT ",
                "a ",
                "a OR ",
                "-(",
                "from:",
                "thread:{",
                "thread:(a ",
                "}",
                "has:x ",
                "*a",
                "\"\"\"",
                "„",
                "date:1..2 ",
                "<",
                "@",
                "a@",
                "\0",
                "\uD800",
                "\u202E",
                "form:x ",
                "thread:a ",
                "date:12h..6h ",
                "NOT -",
                "\uD83D\uDE00",
                "漢字 "
            })
    void whatIsRepeatedForLongIsAQuery(String piece) {
        QueryFuzzTarget.check(piece.repeat(5_000 / piece.length()));
        QueryFuzzTarget.check("a " + piece.repeat(QueryParser.LONGEST / piece.length() - 2));
    }

    @Property(tries = 300)
    void whatIsAddedIsAskedAsWell(@ForAll("pieces") String text) {
        Query query = QueryParser.parse(text, QueryFuzzTarget.NOW);
        String more = query.and("list:added");
        if (query.mistakes().isEmpty()
                && more.length() <= QueryParser.LONGEST
                && query.condition().isPresent()) {
            Query added = QueryParser.parse(more, QueryFuzzTarget.NOW);
            String expected = query.condition().get() instanceof Condition.Or
                    ? "(" + Query.text(query.condition().get()) + ") list:added"
                    : Query.text(query.condition().get()) + " list:added";
            assertThat(added.condition().map(Query::text)).contains(expected);
        }
    }

    @Property
    void aQuotedValueIsReadBack(@ForAll("values") String value) {
        assertThat(QueryParser.parse(Query.quoted("from", value), QueryFuzzTarget.NOW))
                .satisfies(query -> assertThat(query.mistakes()).isEmpty())
                .satisfies(query ->
                        assertThat(query.condition()).contains(new Condition.Words(Field.FROM, Match.PHRASE, value)));
        assertThat(QueryParser.parse(Query.quoted("list", value), QueryFuzzTarget.NOW)
                        .condition())
                .contains(new Condition.InList(value));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("aZ9é漢 \"“”«()-*|{}:.@_\\'")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> ("a" + text).strip().replaceAll(" +", " "));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "a",
                        "foo",
                        "bar*",
                        "fo*o",
                        "*",
                        "-",
                        "--",
                        "OR",
                        "AND",
                        "NOT",
                        "|",
                        "(",
                        ")",
                        "((",
                        "))",
                        "()",
                        "{",
                        "}",
                        "thread:{",
                        "thread:",
                        "from:",
                        "to:x",
                        "cc:",
                        "subject:",
                        "form:",
                        "has:patch",
                        "has:patchs",
                        "is:",
                        "is:root",
                        "is:nothing",
                        "list:",
                        "list:a-b",
                        "id:<a@b>",
                        "mid:",
                        "a@b",
                        "date:",
                        "date:7d",
                        "date:last",
                        "year",
                        "last-year",
                        "march",
                        "2024",
                        "2025-02-30",
                        "2024-03..2024-06",
                        "..",
                        "before:",
                        "after:2024",
                        "date:12h..6h",
                        "date:..2100",
                        "\"",
                        "\"\"",
                        "“",
                        "”",
                        "„",
                        "«",
                        "»",
                        "\"a b\"",
                        "'",
                        ":",
                        "::",
                        "x:y",
                        "author:",
                        "漢字",
                        "é",
                        "\0",
                        "\u202E",
                        "\uD800",
                        "\u3000",
                        "\uD83D\uDE00",
                        "1",
                        "&",
                        "/",
                        "<",
                        ">",
                        "own:(",
                        "filename:x.c",
                        "3w")
                .list()
                .ofMaxSize(24)
                .flatMap(pieces -> Arbitraries.of("", " ", " ", " ")
                        .list()
                        .ofSize(pieces.size())
                        .map(gaps -> {
                            StringBuilder text = new StringBuilder();
                            for (int i = 0; i < pieces.size(); i++) {
                                text.append(pieces.get(i)).append(gaps.get(i));
                            }
                            return text.toString();
                        }));
    }

    @Test
    void mistakesBeyondTheFirstAreCounted() {
        assertThat(QueryParser.parse("has:x ".repeat(30), QueryFuzzTarget.NOW).mistakes())
                .hasSize(Mending.MOST_MISTAKES)
                .last()
                .satisfies(mistake -> assertThat(mistake.says()).contains("21 more mistakes"));
    }
}
