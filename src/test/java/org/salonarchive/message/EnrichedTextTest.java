package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnrichedTextTest {

    @Test
    void leavesTheWords() {
        assertThat(EnrichedText.toPlain("<bold>Now</bold> is the <italic>time</italic>\n"))
                .isEqualTo("Now is the time\n");
        assertThat(EnrichedText.toPlain("<color><param>red</param>blood</color> is red"))
                .isEqualTo("blood is red");
    }

    @Test
    void joinsLinesAsRfc1896Does() {
        assertThat(EnrichedText.toPlain("one\ntwo\n\nthree\n\n\nfour")).isEqualTo("one two\nthree\n\nfour");
        assertThat(EnrichedText.toPlain("a\n<nofill>\nb\nc\n</nofill>d")).isEqualTo("a \nb\nc\nd");
    }

    @Test
    void knowsAnglesThatAreNone() {
        assertThat(EnrichedText.toPlain("1 << 2, <a@b>, <")).isEqualTo("1 < 2, <a@b>, <");
        assertThat(EnrichedText.toPlain("</param></nofill>x\ny")).isEqualTo("x y");
    }
}
