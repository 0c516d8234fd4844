package org.salonarchive.message.charset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {

    @Test
    void leavesFitBodiesAlone() {
        String text = "Tab\there,\nline end and 🙂\n";

        assertThat(Characters.ofBody(text)).isEqualTo(text);
    }

    @Test
    void endsLinesOfBodiesWithLf() {
        assertThat(Characters.ofBody("a\r\nb\rc\nd\r")).isEqualTo("a\nb\nc\nd\n");
    }

    @Test
    void replacesNulAndLoneSurrogates() {
        assertThat(Characters.ofBody("a\0b\ud83dc\ude42d🙂")).isEqualTo("a\ufffdb\ufffdc\ufffdd🙂");
        assertThat(Characters.ofField("a\0b\ud83dc\ude42d🙂")).isEqualTo("a\ufffdb\ufffdc\ufffdd🙂");
    }

    @Test
    void takesControlsOutOfFields() {
        assertThat(Characters.ofField(" a\u0007b\u001bc\u009fd\te\r\nf\u2028g\u0085h "))
                .isEqualTo("abcd e  f g h");
    }

    @Test
    void collapsesWhiteSpace() {
        assertThat(Characters.collapsed("  a \t b\n\nc\u3000d ")).isEqualTo("a b c d");
    }
}
