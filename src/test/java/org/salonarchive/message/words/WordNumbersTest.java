package org.salonarchive.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordNumbersTest {

    @Property(tries = 300)
    void tokensAndStringsOfTheSameSpellingHaveTheSameNumber(
            @ForAll @Chars({'a', 'B', 'b', '_', '7', 'é', 'É', 'ß', '漢', ' ', '-'}) @StringLength(max = 300)
                    String text) {
        WordNumbers numbers = new WordNumbers();
        List<String> expected = new ArrayList<>();
        for (Token token : Tokenizer.all(text)) {
            int before = expected.indexOf(token.word());
            assertThat(numbers.find(token)).isEqualTo(before);
            if (before < 0) {
                expected.add(token.word());
            }
            assertThat(numbers.number(token)).isEqualTo(expected.indexOf(token.word()));
            assertThat(numbers.number(token.word())).isEqualTo(expected.indexOf(token.word()));
        }
        assertThat(words(numbers)).isEqualTo(expected);
    }

    @Test
    void manyWordsAreKeptApart() {
        WordNumbers numbers = new WordNumbers();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(numbers.number("word" + i)).isEqualTo(i);
            }
            assertThat(numbers.find(Tokenizer.all("WORD99999").get(0))).isEqualTo(99_999);
            numbers.clear();
            assertThat(numbers.find(Tokenizer.all("word7").get(0))).isEqualTo(WordNumbers.NONE);
        }
    }

    @Test
    void aClearedOneBeginsAnew() {
        WordNumbers numbers = new WordNumbers();
        numbers.number("one");
        numbers.number("two");
        numbers.clear();
        assertThat(numbers.number("two")).isZero();
        assertThat(words(numbers)).containsExactly("two");
    }

    private static List<String> words(WordNumbers numbers) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            words.add(new String(
                    numbers.names(), numbers.begin(i), numbers.end(i) - numbers.begin(i), StandardCharsets.UTF_8));
        }
        return words;
    }
}
