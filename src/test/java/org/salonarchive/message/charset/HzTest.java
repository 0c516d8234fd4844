package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HzTest {

    @Test
    void decodesTheExampleOfTheRfc() {
        assertThat(decoded("The next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}Bye."))
                .isEqualTo("The next sentence is in GB.己所不欲，勿施於人。Bye.");
    }

    @Test
    void escapesEndWithTheLine() {
        assertThat(decoded("~{VPND\nplain")).isEqualTo("中文\nplain");
    }

    @Test
    void doubledTildesStandForOne() {
        assertThat(decoded("~~/home")).isEqualTo("~/home");
    }

    private static String decoded(String encoded) {
        return Hz.decode(encoded.getBytes(StandardCharsets.US_ASCII));
    }
}
