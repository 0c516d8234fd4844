package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NestingTest {

    /** Messages 1, 2, 3 and so on, with what each answers. */
    private static Nesting nesting(long... parents) {
        long[] keys = LongStream.rangeClosed(1, parents.length).toArray();
        long[] senders = LongStream.of(keys).map(key -> key % 3).toArray();
        return new Nesting(keys, parents, senders, Instant.ofEpochSecond(1), Instant.ofEpochSecond(parents.length));
    }

    @Test
    void putsAnswersBelowWhatTheyAnswer() {
        Nesting nesting = nesting(-1, -1, 1, 3, 1);
        assertThat(nesting.nested(0, 5)).containsExactly(1L, 3L, 4L, 5L, 2L);
        assertThat(nesting.byDate(1, 3)).containsExactly(2L, 3L);
        assertThat(nesting.depth(2)).isEqualTo(2);
        assertThat(nesting.placeNested(5)).isEqualTo(3);
        assertThat(nesting.placeByDate(5)).isEqualTo(4);
        assertThat(nesting.answers(1)).containsExactly(3L, 5L);
        assertThat(nesting.tops()).isEqualTo(2);
        assertThat(nesting.people()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereHasNoPlace() {
        Nesting nesting = nesting(99);
        assertThat(nesting.placeNested(2)).isEqualTo(-1);
        assertThat(nesting.placeByDate(2)).isEqualTo(-1);
        assertThat(nesting.depth(0)).isZero();
    }

    @Test
    void takesAChainOfAnyLength() {
        long[] chain = LongStream.range(0, 100_000).toArray();
        assertThat(nesting(chain).depth(99_999)).isEqualTo(99_999);
    }
}
