package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void countsInTheRightNumber() {
        assertThat(Words.count(0, "message")).isEqualTo("0 messages");
        assertThat(Words.count(1, "message")).isEqualTo("1 message");
        assertThat(Words.count(14_212, "message")).isEqualTo("14,212 messages");
    }

    @Test
    void writesSizesInDecimalUnits() {
        assertThat(Words.size(999)).isEqualTo("999 bytes");
        assertThat(Words.size(213_600)).isEqualTo("214 kB");
        assertThat(Words.size(64L << 20)).isEqualTo("67.1 MB");
    }
}
