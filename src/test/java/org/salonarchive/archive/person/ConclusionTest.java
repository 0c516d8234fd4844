package org.salonarchive.archive.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.person.PersonWord.Origin;
import org.salonarchive.message.MessageIdHash;

/** What follows from words, whatever the order in which they were said. */
class ConclusionTest {

    private static final List<String> ADDRESSES = List.of("a@x", "b@x", "c@x", "d@x", "e@x");

    private static MessageIdHash key(String address) {
        return SenderKey.of(address).hash();
    }

    /** @param said such as {@code mailmap a b Name}: that a@x is b@x's, who is called so */
    private static PersonWord word(String said) {
        String[] words = said.split(" ");
        return new PersonWord(
                Origin.valueOf(words[0].toUpperCase(java.util.Locale.ROOT)),
                key(words[1] + "@x"),
                key(words[2] + "@x"),
                words.length > 3 ? words[3] : "",
                "test",
                Instant.EPOCH);
    }

    /** For each address whose it is, with the person's name; the same for every order of the words. */
    private static Map<String, String> follows(String... said) {
        List<PersonWord> words = new ArrayList<>();
        for (String one : said) {
            words.add(word(one));
        }
        Map<String, String> first = follows(words);
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(words, random);
            assertThat(follows(words)).isEqualTo(first);
        }
        return first;
    }

    private static Map<String, String> follows(List<PersonWord> words) {
        Conclusion conclusion = new Conclusion(words);
        Map<String, String> follows = new TreeMap<>();
        for (String address : ADDRESSES) {
            MessageIdHash person = conclusion.persons().get(key(address));
            ADDRESSES.stream()
                    .filter(other -> key(other).equals(person))
                    .forEach(other -> follows.put(
                            address.substring(0, 1),
                            (other.substring(0, 1) + " " + conclusion.names().getOrDefault(person, "")).strip()));
        }
        return follows;
    }

    @Test
    void wordsLeadOnToTheLast() {
        assertThat(follows("mailmap a b", "mailmap b c", "operator d a"))
                .isEqualTo(Map.of("a", "c", "b", "c", "c", "c", "d", "c"));
    }

    @Test
    void anOperatorGoesBeforeTheMailmap() {
        assertThat(follows("mailmap a b", "operator a c")).isEqualTo(Map.of("a", "c", "b", "b", "c", "c"));
        assertThat(follows("mailmap a b", "mailmap c b", "operator a a"))
                .isEqualTo(Map.of("a", "a", "b", "b", "c", "b"));
    }

    @Test
    void wordsInACircleAreOnePerson() {
        assertThat(follows("mailmap a b", "operator b a")).isEqualTo(Map.of("a", "a", "b", "a"));
        assertThat(follows("mailmap a b", "mailmap b c", "mailmap c a", "mailmap d b")
                        .values())
                .hasSize(4)
                .containsOnly(
                        follows("mailmap a b", "mailmap b c", "mailmap c a").get("a"));
    }

    @Test
    void aNameIsThePersonsWhoseAddressItIs() {
        assertThat(follows("mailmap a b Anna", "mailmap c b Anna", "mailmap d b Ann"))
                .containsEntry("a", "b Anna")
                .containsEntry("b", "b Anna");
        assertThat(follows("mailmap a b Anna", "mailmap c b Anna", "mailmap b b Bea"))
                .as("said of the address itself")
                .containsEntry("a", "b Bea");
        assertThat(follows("mailmap a b Anna", "operator a a")).as("split off").isEqualTo(Map.of("a", "a", "b", "b"));
        assertThat(follows("mailmap a a Anna", "operator a b"))
                .as("merged")
                .isEqualTo(Map.of("a", "b Anna", "b", "b Anna"));
    }
}
