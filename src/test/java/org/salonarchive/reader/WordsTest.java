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
    void groupsDigits() {
        assertThat(Words.number(999)).isEqualTo("999");
        assertThat(Words.number(1_000)).isEqualTo("1,000");
        assertThat(Words.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.number(-123)).isEqualTo("-123");
        assertThat(Words.number(-1_234)).isEqualTo("-1,234");
    }

    @Test
    void writesSizesInDecimalUnits() {
        assertThat(Words.size(999)).isEqualTo("999 bytes");
        assertThat(Words.size(213_600)).isEqualTo("214 kB");
        assertThat(Words.size(64L << 20)).isEqualTo("67.1 MB");
        assertThat(Words.size(5_000_000)).isEqualTo("5.0 MB");
    }
}
