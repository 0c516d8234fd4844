package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BodyPartTest {

    @Test
    void tellsTheDecodedSize() throws IOException {
        byte[] content = new byte[10_000];
        BodyPart part =
                part("application/zip", "base64", Base64.getMimeEncoder().encodeToString(content));

        assertThat(part.size()).isEqualTo(10_000);
        assertThat(part.content().readAllBytes()).isEqualTo(content);
        assertThat(part.text()).isEmpty();
        assertThat(part.charset()).isEmpty();
    }

    @Test
    void decodesText() {
        BodyPart part =
                part("text/plain; charset=iso-8859-15; format=Flowed; DelSp=Yes", "quoted-printable", "=A4=0D=0A5");

        assertThat(part.text()).isEqualTo("€\n5");
        assertThat(part.charset()).isEqualTo("iso-8859-15");
        assertThat(part.charsetGuessed()).isFalse();
        assertThat(part.flowed()).isTrue();
        assertThat(part.delSp()).isTrue();
    }

    @Test
    void isNotFlowedUnlessItSaysSo() {
        assertThat(part("text/plain", "7bit", "x").flowed()).isFalse();
        assertThat(part("text/html; format=flowed", "7bit", "x").flowed()).isFalse();
    }

    @Test
    void decodesNoMoreTextThanTheBound() {
        BodyPart part = part("text/plain", "7bit", "x".repeat(ParseLimits.TEXT + 10));

        assertThat(part.text()).hasSize(ParseLimits.TEXT);
        assertThat(part.size()).isEqualTo(ParseLimits.TEXT + 10L);
    }

    @Test
    void decodesTextAgainThatIsNotKept() {
        String big = "x".repeat(ParseLimits.TEXT);
        BodyPart part = part("text/plain", "7bit", big);

        assertThat(part.text()).isEqualTo(big);
        assertThat(part.text()).isEqualTo(big);
    }

    private static BodyPart part(String type, String encoding, String body) {
        String message = "Content-Type: " + type + "\nContent-Transfer-Encoding: " + encoding + "\n\n" + body;
        return new MessageParser()
                .parse(message.getBytes(StandardCharsets.US_ASCII))
                .parts()
                .get(0);
    }
}
