package org.salonarchive.message.field;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain | plain",
                "=?ISO-8859-1?Q?Andr=E9?= Pirard | André Pirard",
                "(=?ISO-8859-1?Q?a?=) | (a)",
                "=?ISO-8859-1?Q?a?= b | a b",
                "=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?= | ab",
                "=?ISO-8859-1?Q?a?=   =?ISO-8859-2?Q?_b?= | a b",
                "=?ISO-8859-1?Q?a_b?= | a b",
                "=?utf-8?B?w6k=?= | é",
                "=?utf-8?b?w6k?= | é",
                "=?utf-8?B?w6?= =?utf-8?B?k=?= | Ã",
                "=?utf-8?Q?=C3?= =?utf-8?Q?=A9?= | é",
                "=?UTF-8*en-GB?Q?caf=C3=A9?= | café",
                "\"=?utf-8?Q?caf=C3=A9?=\" | \"café\"",
                "a=?utf-8?Q?=C3=A9?=b | aéb",
                "=?utf-8?Q?two words here?= | two words here",
                "=?utf-8?Q?a=?= | a=",
                "=?utf-8?Q?=ZZ=4?= | =ZZ=4",
                "=?utf-8?Q?what=3F?=. | what?.",
                "=?utf-8?Q?caf=E9?= | café",
                "=?us-ascii?Q?caf=E9?= | café",
                "=?x-unknown?Q?caf=E9?= | café",
                "=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?= | テスト",
                "=?gb2312?B?xOO6ww==?= | 你好",
                "=?utf-7?Q?+AOk-?= | é",
                "=?broken | =?broken",
                "=?utf-8?X?abc?= | =?utf-8?X?abc?=",
                "=?utf-8?Q?open =?utf-8?Q?closed?= | =?utf-8?Q?open closed",
                "=??Q?a?= | =??Q?a?="
            })
    void decodesWords(String raw, String decoded) {
        assertThat(EncodedWords.decode(raw)).isEqualTo(decoded);
    }

    @Test
    void takesControlsOutOfWhatItDecodes() {
        assertThat(EncodedWords.decode("=?utf-8?Q?a=0D=0ABcc:_b=00c=1B?=")).isEqualTo("a  Bcc: b\ufffdc");
    }

    @Test
    void leavesWordsBeyondTheBoundAsTheyStand() {
        String words = "=?utf-8?q?a?= ".repeat(EncodedWords.BOUND + 1);

        assertThat(EncodedWords.exceedsBound(words)).isTrue();
        assertThat(EncodedWords.decode(words)).isEqualTo("a".repeat(EncodedWords.BOUND) + " =?utf-8?q?a?=");
    }

    @Property
    void decodesAnyTextWithoutFailing(@ForAll String text) {
        assertThat(EncodedWords.decode("=?utf-8?q?" + text + "?=")).isNotNull();
        assertThat(EncodedWords.decode("=?utf-8?b?" + text + "?=")).isNotNull();
        assertThat(EncodedWords.decode("=?" + text + "?b?a?=")).isNotNull();
    }
}
