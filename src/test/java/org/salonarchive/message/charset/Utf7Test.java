package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf7Test {

    /** The first three are those of RFC 2152. */
    @ParameterizedTest
    @CsvSource({
        "A+ImIDkQ., A≢Α.",
        "Hi Mom -+Jjo--!, Hi Mom -☺-!",
        "+ZeVnLIqe-, 日本語",
        "Item 3 is +AKM-1., Item 3 is £1.",
        "1 +- 1, 1 + 1",
        "1 + 1, 1 + 1",
        "+2D3eQg-, 🙂",
        "+2D0-, \ufffd",
        "+ZeVnL, 日",
        "C and +, C and +"
    })
    void decodes(String encoded, String text) {
        assertThat(Utf7.decode(encoded.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
