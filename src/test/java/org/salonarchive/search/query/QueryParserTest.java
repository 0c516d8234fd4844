package org.salonarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

    /** A Saturday. */
    private static final Instant NOW = Instant.parse("2026-11-28T10:15:30Z");

    private static Query parse(String text) {
        return QueryParser.parse(text, NOW);
    }

    private static String read(String text) {
        return parse(text).condition().map(Query::text).orElse("");
    }

    /** Queries that mean what they say. */
    static Stream<String> plain() {
        return """
                hello
                two words
                "exact phrase"
                "foo.bar@example.org wrote: x-y"
                "say ""hello"" twice"
                -word
                -"two words"
                -from:x
                -(a b)
                -(a OR b)
                --amend
                NOT --amend
                a --dry-run -b
                a OR b
                a or b and not c
                a b OR c d
                a (b OR c)
                -a -b
                wor*
                -wor*
                f90*
                x86-64
                foo.bar@example.org
                kfree_skb CVE-2025-1234 src/main/java
                C++ c# .net
                don't l’été
                Überraschung 漢字 привет
                http://example.org/x?y=z
                10:30 std::string a:b from::x Re: Date::parse
                s:no b:x
                from:linus
                from:"Ada Lovelace"
                from:ada@example.org
                from:lin*
                from:-x
                from: :x
                subject:x body:y own:z quoted:w filename:v.c
                subject:OR
                list:salon
                list:"my list"
                list:salon-dev
                id:a@b
                has:attachment has:patch has:link has:image
                is:root is:reply is:unanswered
                -is:reply
                thread:{from:x}
                thread:{from:x subject:y} z
                -thread:{a OR b}
                thread:{a (b OR c)}
                thread:{a thread:{b}}
                thread:{f(){x}
                f(){x}
                date:2025
                date:2025-07
                date:2025-07-22
                date:2024-03..2024-06
                date:..2100
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("plain")
    void isUnderstoodAsItStands(String text) {
        assertThat(parse(text).mistakes()).isEmpty();
        assertThat(read(text)).isEqualTo(text);
    }

    /** A query, and what it means. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    "a   b"                      => "a b"
                    “port city”                  => "port city"
                    „Hafen Stadt“                => "Hafen Stadt"
                    «bon mot» »Wort hier«        => "bon mot" "Wort hier"
                    say"hello there"now          => say "hello there" now
                    -“two words”                 => -"two words"
                    NOT x                        => -x
                    NOT NOT x                    => x
                    -(-x)                        => x
                    NOT -x                       => x
                    a AND b                      => a b
                    AND a                        => a
                    a|b | c                      => a OR b OR c
                    a || b                       => a OR b
                    (a b) OR c                   => a b OR c
                    a (b c)                      => a b c
                    (a OR b) OR c                => a OR b OR c
                    (a OR b)(c OR d)             => (a OR b) (c OR d)
                    kfree_skb() main(argc)       => kfree_skb() main argc
                    from: linus                  => from:linus
                    FROM:Linus From:x            => from:Linus from:x
                    from:“Ada Lovelace”          => from:"Ada Lovelace"
                    to:x cc:y                    => to:x to:y
                    subject:(a OR b)             => subject:a OR subject:b
                    subject:(a -"b c" dd*)       => subject:a -subject:"b c" subject:dd*
                    -subject:(a b)               => -(subject:a subject:b)
                    subject: (a b)               => subject:a subject:b
                    subject:(a from:b)           => subject:a from:b
                    subject:a|b                  => subject:a OR b
                    Subject: Re: hello           => subject:Re: hello
                    id:<a@b>                     => id:a@b
                    mid:"<a b@c>"                => id:"a b@c"
                    id:<a(b)|c*$@d>              => id:"a(b)|c*$@d"
                    (id:<a@b>)                   => id:a@b
                    HAS:Patch                    => has:patch
                    has:(patch OR image)         => has:patch OR has:image
                    author:abcdefghijklmnopqrstuvwxyz234567 => author:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567
                    thread: { a }                => thread:{a}
                    subject:(a thread:{b})       => subject:a thread:{b}
                    date:2025/07/22              => date:2025-07-22
                    date:20250722                => date:2025-07-22
                    date:2025-7-2                => date:2025-07-02
                    date:2024q1                  => date:2024-01..2024-03
                    date:2024-01..2024-12        => date:2024
                    date:2024-02-29..2024-03     => date:2024-02-29..2024-03-31
                    date:..2024                  => before:2025
                    date:2024..                  => after:2024
                    date:"2024 .. 2025"          => date:2024..2025
                    date:7d                      => after:2026-11-21
                    date:3w                      => after:2026-11-07
                    date:2m                      => after:2026-09-28
                    date:1y                      => after:2025-11-28
                    date:12h                     => after:2026-11-27T22:15:00Z
                    date:2.weeks.ago             => after:2026-11-14
                    date:"last 7 days"           => after:2026-11-21
                    date:99y                     => after:1970
                    before:7d                    => before:2026-11-21
                    after:3w                     => after:2026-11-07
                    date:3w..1w                  => date:2026-11-07..2026-11-21
                    date:..7d                    => before:2026-11-22
                    date:12h..6h                 => date:2026-11-27T22:15:00Z..2026-11-28T04:15:00Z
                    date:today                   => date:2026-11-28
                    date:Yesterday               => date:2026-11-27
                    date:2d..today               => date:2026-11-26..2026-11-28
                    date:"last year"             => date:2025
                    date:last-year               => date:2025
                    date:last.year               => date:2025
                    date:last year x             => date:2025 x
                    date:this month              => date:2026-11
                    date:last week               => date:2026-11-16..2026-11-22
                    date:this-week               => date:2026-11-23..2026-11-29
                    before:last month            => before:2026-10
                    date:march                   => date:2026-03
                    date:november date:dec       => date:2026-11 date:2025-12
                    date:march-2024              => date:2024-03
                    date:2024-March              => date:2024-03
                    date:March 2024 x            => date:2024-03 x
                    date:march x                 => date:2026-03 x
                    date:(2023 OR last year)     => date:2023 OR date:2025
                    date:2025-07-22T10:00Z       => date:2025-07-22T10:00:00Z..2025-07-22T10:01:00Z
                    before:2025                  => before:2025
                    until:2025                   => before:2025
                    after:2024 since:2024        => after:2024 after:2024
                    """)
    void isUnderstood(String text, String as) {
        assertThat(parse(text).mistakes()).isEmpty();
        assertThat(read(text)).isEqualTo(as);
        assertThat(parse(as).condition()).isEqualTo(parse(text).condition());
    }

    /** A query with a mistake, what was understood, and what is proposed. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    "no end                => "no end"              => "no end"
                    a (b "c                => a b "c"               => a (b "c")
                    “no end                => "no end"              => “no end”
                    a "" b                 => a b                   => a b
                    a "--" b               => a b                   => a b
                    a -"" b                => a b                   => a b
                    a & b                  => a b                   => a b
                    a - b                  => a b                   => a b
                    a * b                  => a b                   => a b
                    a*                     => a                     => a
                    from:l*                => from:l                => from:l
                    fo*o                   => fo*o                  => fo*
                    *foo                   => *foo                  => foo
                    a*b                    => a*b                   => a b
                    form:linus             => form:linus            => from:linus
                    form: linus            => form: linus           => from: linus
                    subjct:"a b"           => subjct: "a b"         => subject:"a b"
                    date:2024 lst:x        => date:2024 lst:x       => date:2024 list:x
                    from:                  =>                       =>
                    a from:                => a                     => a
                    a -from: OR b          => a OR b                => a OR b
                    from: subject:x        => subject:x             => subject:x
                    (from:) a              => a                     => a
                    has:attachments        =>                       => has:attachment
                    a -has:attachments b   => a b                   => a -has:attachment b
                    has:pictures a         => a                     => a
                    NOT has:pictures a     => a                     => a
                    is:unanswerd OR a      => a                     => is:unanswered OR a
                    has:xyz OR a           => a                     => a
                    has:""                 =>                       =>
                    list:salon*            => list:salon            => list:salon
                    id:<> a                => a                     => a
                    author:ada a           => a                     => a
                    thread:foo a           => a                     => thread:{foo} a
                    thread:(a b) c         => c                     => thread:{a b} c
                    c thread:(a b          => c                     => c thread:{a b}
                    thread:from:x a        => a                     => thread:{from:x} a
                    -thread:"a b" c        => c                     => -thread:{"a b"} c
                    thread: OR a           => a                     => a
                    thread:{} a            => a                     => a
                    thread:{a              => thread:{a}            => thread:{a}
                    thread:{(a} b          => thread:{a} b          => thread:{(a)} b
                    ((a))                  => a                     => (a)
                    (((a OR b))) c         => (a OR b) c            => (a OR b) c
                    a () b                 => a b                   => a b
                    a -( ) OR b            => a OR b                => a OR b
                    ( ( ) )                =>                       =>
                    a)                     => a                     => a
                    a)b                    => a b                   => a b
                    (a                     => a                     => (a)
                    a (                    => a                     => a
                    OR a                   => a                     => a
                    a OR                   => a                     => a
                    a OR OR b              => a OR b                => a OR b
                    a OR | b               => a OR b                => a OR b
                    (a OR) b               => a b                   => (a) b
                    a NOT                  => a                     => a
                    a NOT OR b             => a OR b                => a OR b
                    OR                     =>                       =>
                    AND                    =>                       =>
                    date:2025-02-30        =>                       => date:2025-02-28
                    date:2025-13           =>                       => date:2025-12
                    date:2025-00-99        =>                       => date:2025-01-31
                    date:20251399          =>                       => date:2025-12-31
                    date:1066 a            => a                     => date:1970 a
                    date:march-2222        =>                       => date:2100-03
                    date:2025-07-22T25:00Z =>                       => date:2025-07-22
                    date:22.07.2025        =>                       => date:2025-07-22
                    date:7/22/2025         =>                       => date:2025-7-22
                    date:yesterdy          =>                       => date:yesterday
                    date:"last yaer" a     => a                     => date:last-year a
                    date:soon a            => a                     => a
                    date:.. a              => a                     => a
                    date:2024-06..2024-03  =>                       => date:2024-03..2024-06
                    date:2024..2025-13     =>                       => date:2024..2025-12
                    date:1066..2024        =>                       => date:1970..2024
                    before:2024..2025      => date:2024..2025       => date:2024..2025
                    """)
    void isMendedAndSaid(String text, @Nullable String understood, @Nullable String instead) {
        Query query = parse(text);
        assertThat(read(text)).isEqualTo(understood == null ? "" : understood);
        assertThat(query.mistakes()).isNotEmpty().allSatisfy(mistake -> {
            assertThat(mistake.says()).endsWith(".");
            assertThat(mistake.instead()).isEqualTo(Optional.ofNullable(instead));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    a has:foo     => has:foo  => "has:foo" is unknown; there are has:attachment, has:patch, has:link, has:image. It was left out.
                    -until:soon b => until:soon => "until:soon" is no date; write 2025, 2025-07, 2025-07-22, 2024-03..2024-06, 7d, yesterday or last-year. It was left out.
                    date:2024-02-31 => date:2024-02-31 => "date:2024-02-31" is no date: the days of this month are 1 to 29. It was left out.
                    a form:b      => form:    => There is no field "form:"; "form:b" was searched for as a word.
                    a "b c        => "b c     => This quotation mark is not closed; all that follows it was searched for as one phrase.
                    (a b          => (        => "(" is not closed; it was taken to end where the query ends.
                    a )           => )        => ")" closes nothing here and was left out.
                    a OR          => OR       => "OR" stands between two conditions; here it was left out.
                    from: OR a    => from:    => "from:" has nothing after it and was left out.
                    b a*          => a*       => Before a * at least 2 letters are needed; "a" was searched for as a word.
                    """)
    void aMistakeIsSaidAtItsPlace(String text, String place, String says) {
        assertThat(parse(text).mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(text.substring(mistake.from(), mistake.until()))
                        .isEqualTo(place))
                .satisfies(mistake -> assertThat(mistake.says()).isEqualTo(says));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\0", "\u202E\u3000", "\uD800", "\uFEFF"})
    void nothingIsNoMistake(String text) {
        assertThat(parse(text)).isEqualTo(new Query(text, Optional.empty(), List.of()));
        assertThat(parse(text).isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeShownSeparatesWords() {
        assertThat(read("a\0b\u202Ec\uD800d\u200Be\nf")).isEqualTo("a b c d e f");
        assertThat(read("\"a\0b\"")).isEqualTo("\"a b\"");
        assertThat(read("co\u00ADop می\u200Cخواهم")).isEqualTo("co\u00ADop می\u200Cخواهم");
    }

    @Test
    void conditionsAreWhatTheyAreCalled() {
        assertThat(parse("subject:a \"b c\" id:<x@y> date:2025 -thread:{dd*}").condition())
                .contains(new Condition.And(List.of(
                        new Condition.Words(Field.SUBJECT, Match.WORD, "a"),
                        new Condition.Words(Field.ANY, Match.PHRASE, "b c"),
                        new Condition.Id("x@y"),
                        new Condition.Dates(
                                Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                        new Condition.Not(
                                new Condition.InThread(new Condition.Words(Field.ANY, Match.PREFIX, "dd"))))));
    }

    static Stream<Instant> clocks() {
        return Stream.of(Instant.MIN, Instant.EPOCH, Instant.parse("2100-12-31T23:59:59Z"), Instant.MAX);
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void aClockThatIsFarOffGivesDatesAllTheSame(Instant now) {
        Query query = QueryParser.parse("date:last year date:99y date:9999h date:this week date:..1d", now);
        assertThat(query.mistakes()).isEmpty();
        assertThat(QueryParser.parse(Query.text(query.condition().orElseThrow()), now)
                        .condition())
                .isEqualTo(query.condition());
    }

    @Test
    void beforeLeavesOutWhatItNamesAndAfterDoesNot() {
        assertThat(parse("before:2025-07").condition())
                .contains(new Condition.Dates(Optional.empty(), Optional.of(Instant.parse("2025-07-01T00:00:00Z"))));
        assertThat(parse("after:2025-07").condition())
                .contains(new Condition.Dates(Optional.of(Instant.parse("2025-07-01T00:00:00Z")), Optional.empty()));
    }

    @Test
    void longTextIsCutBetweenWordsAndSaysSo() {
        Query query = parse("word ".repeat(3) + "x".repeat(QueryParser.LONGEST));
        assertThat(query.condition().map(Query::text)).contains("word word word");
        assertThat(query.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.from()).isEqualTo(14);
            assertThat(mistake.until()).isEqualTo(query.text().length());
            assertThat(mistake.says()).contains("1,000 characters");
            assertThat(mistake.instead()).contains("word word word");
        });
    }

    @Test
    void manyTermsAreCutAndSaySo() {
        Query query = parse("w OR ".repeat(QueryParser.MOST_TERMS) + "x OR -y");
        assertThat(query.condition())
                .contains(new Condition.Or(
                        Collections.nCopies(QueryParser.MOST_TERMS, new Condition.Words(Field.ANY, Match.WORD, "w"))));
        assertThat(query.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(query.text().substring(mistake.from(), mistake.until())).isEqualTo("x OR -y");
            assertThat(mistake.says()).contains("first 40 terms");
            assertThat(mistake.instead()).contains("w OR ".repeat(QueryParser.MOST_TERMS - 1) + "w");
        });
    }

    @Test
    void deepParenthesesAreLeftOutAndSaySo() {
        String open = "(a OR ".repeat(QueryParser.DEEPEST);
        String close = ")".repeat(QueryParser.DEEPEST);
        assertThat(parse(open + "b" + close).mistakes()).isEmpty();
        Query query = parse(open + "(b c)" + close);
        assertThat(query.mistakes()).singleElement().satisfies(mistake -> {
            assertThat(query.text().substring(mistake.from(), mistake.until())).isEqualTo("(b c)");
            assertThat(mistake.instead()).contains(open + "b c" + close);
        });
        assertThat(query.condition().map(Query::text).orElseThrow()).doesNotContain("b");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    a            => a list:x
                    a OR b       => (a OR b) list:x
                    (a OR b)     => (a OR b) list:x
                    (a) OR (b)   => ((a) OR (b)) list:x
                    "a OR b"     => "a OR b" list:x
                    date:7d      => date:7d list:x
                    "a b         => "a b" list:x
                    a OR b OR    => (a OR b) list:x
                    from:        => list:x
                    """)
    void isNarrowed(String text, String narrowed) {
        assertThat(parse(text).and("list:x")).isEqualTo(narrowed);
    }

    @Test
    void aValueIsQuotedSoThatItIsReadBack() {
        assertThat(Query.quoted("from", "Ada \"Countess\" L.")).isEqualTo("from:\"Ada \"\"Countess\"\" L.\"");
        assertThat(Query.quoted("list", "salon")).isEqualTo("list:salon");
        assertThat(Query.quoted("", "x OR y")).isEqualTo("\"x OR y\"");
        assertThat(Query.quoted("date", "last year")).isEqualTo("date:\"last year\"");
        assertThat(Query.quoted("from", " \0 ")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Query.quoted("form", "x"));
    }

    @Test
    void wordsThatAreLeftOutAreNotMarked() {
        assertThat(parse("\"port city\" OR rail* -draft -(a b) -(-c) subject:x thread:{y} port has:patch")
                        .marked())
                .extracting(Condition.Words::text)
                .containsExactly("port city", "rail", "c", "x", "y", "port");
        assertThat(parse("a b c d e f g h i j k l m n o p q r").marked()).hasSize(Query.MOST_MARKED);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    <a.b@c>                   => MESSAGE_ID => a.b@c
                    Message-ID: <a.b@c>       => MESSAGE_ID => a.b@c
                    a.b+c@d                   => MESSAGE_ID => a.b+c@d
                    https://example.org/a?b=c => ADDRESS    => https://example.org/a?b=c
                    /pipermail/salon/1.html   => ADDRESS    => /pipermail/salon/1.html
                    """)
    void whatIsPastedIsKnown(String text, Pasted.Kind kind, String named) {
        assertThat(parse("  " + text + " ").pasted()).contains(new Pasted(kind, named));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a@b c", "from:a@b", "-a@b", "\"a@b\"", "<a b@c>", "@", "a@", "/", "http://x y", "/a\0b"})
    void otherTextIsNotPasted(String text) {
        assertThat(parse(text).pasted()).isEmpty();
    }
}
