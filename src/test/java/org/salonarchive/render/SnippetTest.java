package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void marksTheWordsWhereTheyStand() {
        String text = "x ".repeat(200) + "the harbours of the railway " + "y ".repeat(200);
        String html = Snippet.of(text, List.of("harbour", "railway"), AddressMask.SHOWN)
                .value();
        assertThat(html).startsWith("… ").endsWith(" …").contains("<mark>harbours</mark> of the <mark>railway</mark>");
    }

    @Test
    void showsTheBeginningWhenNoWordIsThere() {
        assertThat(Snippet.of("short", List.of("absent"), AddressMask.SHOWN).value())
                .isEqualTo("short");
    }

    @Test
    void beginsAndEndsWithWholeWords() {
        String text = "alphabet ".repeat(60) + "harbour " + "alphabet ".repeat(60);
        String shown = Jsoup.parse(
                        Snippet.of(text, List.of("harbour"), AddressMask.SHOWN).value())
                .text();
        assertThat(shown.split(" ")).containsOnly("…", "alphabet", "harbour");
    }

    @Test
    void doesNotSearchALongTextForEveryMark() {
        String text = "a b ".repeat(1_000_000);
        assertThat(Snippet.of(text, List.of("a", "absent"), AddressMask.SHOWN).value())
                .contains("<mark>a</mark>");
    }

    @Property(tries = 500)
    void nothingOfATextIsMarkup(@ForAll String text, @ForAll String word) {
        String html = Snippet.of(text, List.of(word), AddressMask.MASKED).value();
        assertThat(Jsoup.parse(html).body().getAllElements())
                .allMatch(element -> List.of("body", "mark").contains(element.tagName()));
    }
}
