package org.salonarchive.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    private static String positions(String text) {
        return Tokenizer.all(text).stream()
                .map(token -> token.folded() + ":" + token.position())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "Hello  brave new-World, hello:1 brave:2 new:3 world:5",
        "kfree_skb() and x86-64, kfree_skb:1 and:2 x86:3 64:5",
        "CVE-2025-1234, cve:1 2025:3 1234:5",
        "foo.bar@example.org, foo:1 bar:4 example:8 org:11",
        "drivers/net/foo.c, drivers:1 net:6 foo:11 c:14",
        "don't don’t, don:1 t:7 don:8 t:14",
        "'a - b, c', a:1 b:2 c:3",
        "C++ and C# but c+ x, c++:1 and:2 c#:3 but:4 c:5 x:6",
        "_a_ -- __init__, _a_:1 __init__:2",
        "a ______ b, a:1 b:2",
        "Schiff\u00ADfahrt zero\u200Bwidth, schifffahrt:1 zerowidth:2",
        "Café STRASSE Straße Ångström, cafe:1 strasse:2 strasse:3 angstrom:4",
        "ＬＩＮＵＸ ﬁle, linux:1 file:2",
        "русский ёлка, русскии:1 елка:2"
    })
    void wordsAndWhatJoinsThem(String text, String expected) {
        assertThat(positions(text)).isEqualTo(expected);
    }

    @Test
    void scriptsWithoutSpacesAreCutIntoPairs() {
        assertThat(positions("Linux内核开发 東京")).isEqualTo("linux:1 内核:2 核开:3 开发:4 发:5 東京:6 京:7");
        assertThat(positions("한국어")).isEqualTo("한국:1 국어:2 어:3");
        assertThat(Tokenizer.all("核").get(0).kind()).isEqualTo(Token.Kind.LAST);
    }

    @Test
    void namesHaveNoStem() {
        assertThat(Tokenizer.all("running kfree_skbs x86s").stream().map(token -> Stems.of(token, Language.ENGLISH)))
                .containsExactly("run", "kfree_skbs", "x86s");
    }

    @Test
    void aWordThatNobodyTypesIsCut() {
        Token token = Tokenizer.all("x".repeat(1000)).get(0);
        assertThat(token.word()).hasSize(Tokenizer.LONGEST);
        assertThat(token.to()).isEqualTo(1000);
    }

    @Property
    void anyTextHasTokensInOrder(@ForAll String text) {
        List<Token> tokens = Tokenizer.all(text);
        int end = 0;
        int position = 0;
        for (Token token : tokens) {
            assertThat(token.from()).isGreaterThanOrEqualTo(token.kind() == Token.Kind.LETTERS ? end : 0);
            assertThat(token.to()).isBetween(token.from() + 1, text.length());
            assertThat(token.position()).isGreaterThan(position);
            assertThat(token.word()).isNotEmpty().doesNotContain("\0");
            end = token.from() + 1;
            position = token.position();
        }
    }
}
