package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.Nesting.Member;

class NestingTest {

    private static Member member(long key, long parent) {
        return new Member(key, parent, key % 3, Instant.ofEpochSecond(key));
    }

    @Test
    void putsAnswersBelowWhatTheyAnswer() {
        Nesting nesting = new Nesting(List.of(member(1, -1), member(2, -1), member(3, 1), member(4, 3), member(5, 1)));
        assertThat(nesting.nested(0, 5)).containsExactly(1L, 3L, 4L, 5L, 2L);
        assertThat(nesting.byDate(1, 3)).containsExactly(2L, 3L);
        assertThat(nesting.depth(2)).isEqualTo(2);
        assertThat(nesting.placeNested(5)).isEqualTo(3);
        assertThat(nesting.placeByDate(5)).isEqualTo(4);
        assertThat(nesting.tops()).isEqualTo(2);
        assertThat(nesting.people()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereHasNoPlace() {
        Nesting nesting = new Nesting(List.of(member(1, 99)));
        assertThat(nesting.placeNested(2)).isEqualTo(-1);
        assertThat(nesting.placeByDate(2)).isEqualTo(-1);
        assertThat(nesting.depth(0)).isZero();
    }

    @Test
    void takesAChainOfAnyLength() {
        List<Member> chain = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            chain.add(member(i, i - 1));
        }
        assertThat(new Nesting(chain).depth(99_999)).isEqualTo(99_999);
    }
}
