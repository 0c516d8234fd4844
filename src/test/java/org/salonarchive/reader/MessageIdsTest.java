package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b@example.org",
                "<a.b@example.org>",
                " a.b@example.org ",
                "a.b@example.org/",
                "<a.b@example.org>/",
                "a.b at example.org",
                "<a.b at example.org>",
                "mid:a.b@example.org",
                "MID:%3Ca.b%40example.org%3E",
                "a.b%40example.org",
                "a.b@exam \t\u2028ple.org"
            })
    void readsAMessageIdHoweverItWasWritten(String written) {
        assertThat(MessageIds.candidates(written)).contains("a.b@example.org");
    }

    @Test
    void takesItLiterallyFirst() {
        assertThat(MessageIds.candidates("a%40b@example.org/"))
                .containsExactly("a%40b@example.org/", "a@b@example.org");
    }

    @Test
    void doesNotTakeTheWordAtFromAnIdThatHasTheSign() {
        assertThat(MessageIds.normal("look at me@example.org")).isEqualTo("lookatme@example.org");
    }

    @Test
    void leavesAPlusAndABrokenEscapeAsTheyAre() {
        assertThat(MessageIds.normal("a+b%zz@example.org")).isEqualTo("a+b%zz@example.org");
    }

    @Test
    void knowsWhenThereIsNothingLeft() {
        assertThat(MessageIds.candidates("<>")).isEmpty();
        assertThat(MessageIds.candidates(" / ")).containsExactly("/");
    }
}
