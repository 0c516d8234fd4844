package org.salonarchive.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class SnippetTest {

    private static Function<String, List<Span>> words(String... words) {
        return text -> {
            List<Span> spans = new ArrayList<>();
            for (int at = 0; at < text.length(); at++) {
                for (String word : words) {
                    if (!word.isEmpty() && text.startsWith(word, at)) {
                        spans.add(new Span(at, at + word.length()));
                        at += word.length() - 1;
                        break;
                    }
                }
            }
            return spans;
        };
    }

    @Test
    void aPieceOfTheAuthorsOwnGoesFirst() {
        String text = "> the harbour is closed\n> and so on\n" + "x ".repeat(200) + "\nThe harbour is open.";
        assertThat(Snippet.of(text, words("harbour"), AddressMask.SHOWN).value())
                .contains("<mark>harbour</mark> is open");
    }

    @Test
    void aPieceWithMoreOfTheWordsGoesFirst() {
        String text = "the harbour " + "x ".repeat(300) + "the harbour and the railway";
        assertThat(Snippet.of(text, words("harbour", "railway"), AddressMask.SHOWN)
                        .value())
                .contains("<mark>harbour</mark> and the <mark>railway</mark>");
    }

    @Test
    void marksOfQuotesAreNotShown() {
        assertThat(Snippet.of("> one\n> > two\n\nthree", words(), AddressMask.SHOWN)
                        .value())
                .isEqualTo("one two three");
    }

    @Test
    void marksTheWordsWhereTheyStand() {
        String text = "x ".repeat(200) + "the harbours of the railway " + "y ".repeat(200);
        String html =
                Snippet.of(text, words("harbour", "railway"), AddressMask.SHOWN).value();
        assertThat(html).startsWith("… ").endsWith(" …").contains("<mark>harbour</mark>s of the <mark>railway</mark>");
    }

    @Test
    void showsTheBeginningWhenNoWordIsThere() {
        assertThat(Snippet.of("short", words("absent"), AddressMask.SHOWN).value())
                .isEqualTo("short");
    }

    @Test
    void beginsAndEndsWithWholeWords() {
        String text = "alphabet ".repeat(60) + "harbour " + "alphabet ".repeat(60);
        String shown = Jsoup.parse(
                        Snippet.of(text, words("harbour"), AddressMask.SHOWN).value())
                .text();
        assertThat(shown.split(" ")).containsOnly("…", "alphabet", "harbour");
    }

    @Test
    void doesNotSearchALongTextForEveryMark() {
        String text = "a b ".repeat(1_000_000);
        assertThat(Snippet.of(text, words("a", "absent"), AddressMask.SHOWN).value())
                .contains("<mark>a</mark>");
    }

    @Property(tries = 500)
    void nothingOfATextIsMarkup(@ForAll String text, @ForAll String word) {
        String html = Snippet.of(text, words(word), AddressMask.MASKED).value();
        assertThat(Jsoup.parse(html).body().getAllElements())
                .allMatch(element -> List.of("body", "mark").contains(element.tagName()));
    }
}
