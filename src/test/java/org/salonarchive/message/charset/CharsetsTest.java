package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "utf8, UTF-8",
        "ISO-8859-1, windows-1252",
        "latin1, windows-1252",
        "'\"iso-8859-15\"', ISO-8859-15",
        "x-gbk, GB18030",
        "gb2312, GB18030",
        "GB_2312-80, GB18030",
        "iso-8859-8-i, ISO-8859-8",
        "ks_c_5601-1987, x-windows-949",
        "x-sjis, windows-31j",
        "big5, Big5-HKSCS",
        "koi8-r, KOI8-R",
        "cp1251, windows-1251",
        "en_US.UTF-8, UTF-8",
        "de_DE.ISO-8859-15@euro, ISO-8859-15",
        "macintosh, x-MacRoman",
        "iso-2022-jp, x-windows-iso2022jp",
        "windows-1250, windows-1250",
        "'utf-8;', UTF-8"
    })
    void findsWhatNamesMean(String declared, String expected) {
        assertThat(Charsets.find(Charsets.canonical(declared)))
                .hasValueSatisfying(charset -> assertThat(charset.name()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-unknown", "unknown-8bit", "DEFAULT_CHARSET", "ÄÖÜ", "a b", "-", "../etc", "x\0y"})
    void findsNothingForOtherNames(String declared) {
        assertThat(Charsets.find(Charsets.canonical(declared))).isEmpty();
    }

    @Test
    void everyAliasLeadsToACharset() {
        assertThat(Charsets.aliases())
                .allSatisfy(alias -> assertThat(
                                Charsets.find(Charsets.canonical(alias)).isPresent()
                                        || alias.contains("7")
                                                && Charsets.canonical(alias).equals("utf-7")
                                        || Charsets.canonical(alias).equals("hz-gb-2312"))
                        .as(alias)
                        .isTrue());
    }

    @Test
    void longNamesAreNone() {
        assertThat(Charsets.find("x".repeat(100_000))).isEmpty();
    }
}
