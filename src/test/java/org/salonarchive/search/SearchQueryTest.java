package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    @ParameterizedTest
    @CsvSource({
        "2025,       2025-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2025-07,    2025-07-01T00:00:00Z, 2025-08-01T00:00:00Z",
        "2025-12-31, 2025-12-31T00:00:00Z, 2026-01-01T00:00:00Z",
        "2024-2-29,  2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z"
    })
    void aDateMeansTheWholeOfIt(String date, Instant start, Instant end) {
        SearchQuery query = SearchQuery.of("", "", date, date);
        assertThat(query.after()).contains(start);
        assertThat(query.before()).contains(end);
        assertThat(query.mistakes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2025-13", "2025-02-30", "25", "2025-07-22T10:00", "-1"})
    void whatIsNoDateIsSaidAndNotAsked(String date) {
        SearchQuery query = SearchQuery.of("", "", date, "");
        assertThat(query.isEmpty()).isTrue();
        assertThat(query.mistakes()).singleElement().asString().contains(date, "is no date");
    }

    @Test
    void longQuestionsAreCutAndSaySo() {
        assertThat(SearchQuery.of("x".repeat(300), "", "", ""))
                .satisfies(query -> assertThat(query.words()).hasSize(SearchQuery.LONGEST))
                .satisfies(query -> assertThat(query.mistakes()).hasSize(1));
        assertThat(SearchQuery.of("w ".repeat(40), "", "", "").words().split(" "))
                .hasSize(16);
    }

    @Test
    void marksTheWordsThatAreLookedFor() {
        assertThat(SearchQuery.of("\"port city\" OR railway -draft", "", "", "").marked())
                .containsExactly("port", "city", "railway");
    }

    @Test
    void leavesOutWordsThatStandEverywhere() {
        SearchQuery query = SearchQuery.of("the", "grace", "", "").withoutWords();
        assertThat(query.words()).isEmpty();
        assertThat(query.from()).isEqualTo("grace");
        assertThat(query.mistakes()).singleElement().asString().contains("the");
    }
}
