package org.salonarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.salonarchive.testing.FuzzTarget;

/** What holds for the query that any text is. */
public enum QueryFuzzTarget implements FuzzTarget {
    QUERY;

    static final Instant NOW = Instant.parse("2026-11-28T10:15:30Z");

    @Override
    public void accept(byte[] input) {
        check(new String(input, StandardCharsets.UTF_8));
    }

    @Override
    public List<byte[]> seeds(byte[] mail) {
        return List.of(
                "(from:linus OR -\"a b\") NOT thread:{is:root word*} date:2024-03..7d".getBytes(StandardCharsets.UTF_8),
                "form:x has:patchs ((a)) id:<a@b> date:last year before:2025-02-30 \""
                        .getBytes(StandardCharsets.UTF_8));
    }

    static void check(String text) {
        Query query = QueryParser.parse(text, NOW);
        assertThat(query.text()).isEqualTo(text);
        assertThat(query.mistakes()).hasSizeLessThanOrEqualTo(Mending.MOST_MISTAKES);
        for (Mistake mistake : query.mistakes()) {
            assertThat(mistake.from()).isBetween(0, mistake.until() - 1);
            assertThat(mistake.until()).isLessThanOrEqualTo(text.length());
            assertThat(mistake.says()).isNotBlank();
        }
        query.mistakes().stream()
                .flatMap(mistake -> mistake.instead().stream())
                .distinct()
                .map(instead -> QueryParser.parse(instead, NOW))
                .forEach(instead -> {
                    assertThat(instead.mistakes()).isEmpty();
                    assertThat(instead.isEmpty()).isFalse();
                });
        assertThat(query.isEmpty() && query.mistakes().isEmpty())
                .isEqualTo(QueryText.clean(text).isBlank());
        query.condition().ifPresent(QueryFuzzTarget::check);
        assertThat(query.marked()).hasSizeLessThanOrEqualTo(Query.MOST_MARKED);
        query.pasted().ifPresent(pasted -> assertThat(pasted.text()).doesNotContain(" ", "\0"));
    }

    /** It is bounded, and is read back from its own text when that is not too long. */
    private static void check(Condition whole) {
        Deque<Condition> open = new ArrayDeque<>(List.of(whole));
        int terms = 0;
        while (!open.isEmpty()) {
            Condition next = open.pop();
            if (next instanceof Condition.And and) {
                open.addAll(and.all());
            } else if (next instanceof Condition.Or or) {
                open.addAll(or.any());
            } else if (next instanceof Condition.Not not) {
                open.add(not.of());
            } else if (next instanceof Condition.InThread thread) {
                open.add(thread.some());
            } else {
                terms++;
            }
        }
        assertThat(terms).isLessThanOrEqualTo(QueryParser.MOST_TERMS);
        String text = Query.text(whole);
        if (text.length() <= QueryParser.LONGEST) {
            assertThat(QueryParser.parse(text, NOW).condition()).as(text).contains(whole);
        }
    }
}
