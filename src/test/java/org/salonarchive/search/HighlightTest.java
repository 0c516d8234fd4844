package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.message.words.Language;
import org.salonarchive.message.words.Token;
import org.salonarchive.message.words.Tokenizer;
import org.salonarchive.render.Span;
import org.salonarchive.search.query.QueryParser;

class HighlightTest {

    private static List<Span> spans(String query, String language, String text) {
        Set<Language> languages = Language.ofCode(language).map(Set::of).orElse(Set.of());
        return new Highlight(QueryParser.parse(query, Instant.EPOCH), languages).apply(text);
    }

    private static String marked(String query, String language, String text) {
        return spans(query, language, text).stream()
                .map(span -> text.substring(span.from(), span.to()))
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "run; en; He runs, and RUNNING Run runner.; runs|RUNNING|Run",
                "run; none; He runs, and RUNNING Run.; Run",
                "ive; en; naïve ive ïve; ive|ïve",
                "cafe; fr; Un Café, deux cafés, café-crème; Café|cafés|café",
                "kfree_skb; en; kfree_skb() kfree kfree_skbs; kfree_skb",
                "ker*; en; Kernel kern ke Skerry; Kernel|kern",
                "\"linux kernel\"; en; The Linux Kernel, a linux-kernel and a linux box kernel; Linux Kernel|linux-kernel",
                "\"c++ is\"; en; C is not, C++ is; C++ is",
                "内核; none; Linux内核开发; 内核",
                "\"内核开发\"; none; Linux内核开发者; 内核开发",
                "word -other; en; other word; word",
                "from:ann; en; ann said; ''",
            })
    void whatIsSoughtIsMarked(String query, String language, String text, String marked) {
        assertThat(marked(query, language, text)).isEqualTo(marked);
    }

    @Test
    void noPlaceIsWithinAnother() {
        assertThat(marked("\"a b\" b \"b c\"", "en", "a b c b c")).isEqualTo("a b|b c");
    }

    @Property
    void everyTokenIsLookedAt(@ForAll String text) {
        for (Token token : Tokenizer.all(text)) {
            if (token.word().matches("[a-z]{1,20}") && !token.word().equals("or")) {
                assertThat(spans(token.word(), "none", text))
                        .as(token.word())
                        .anyMatch(span -> span.from() <= token.from() && token.to() <= span.to());
            }
        }
    }
}
