package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParsedMessageTest {

    @Test
    void joinsTheDisplayedTexts() {
        ParsedMessage message = parse("""
                Content-Type: multipart/mixed; boundary=b

                --b

                One.
                --b
                Content-Type: text/html

                <p>Two.</p>
                --b
                Content-Type: application/pdf

                Three.
                --b--
                """);

        assertThat(message.text().strip()).matches("One\\.\\n\\nTwo\\.");
    }

    @Test
    void holdsNoMoreTextThanTheBound() {
        ParsedMessage message = parse("Content-Type: multipart/mixed; boundary=b\n\n"
                + ("--b\n\n" + "🙂".repeat(1_000_000) + "\n").repeat(3) + "--b--\n");

        assertThat(message.text().length()).isLessThanOrEqualTo(ParseLimits.TEXT);
        assertThat(message.text()).endsWith("🙂");
        assertThat(message.defects()).extracting(Defect::kind).contains(Defect.Kind.TEXT_TOO_LONG);
    }

    @Test
    void makesAMessageIdWhereThereIsNone() {
        ParsedMessage message = parse("Subject: x\n\ny\n");

        assertThat(message.messageIdMade()).isTrue();
        assertThat(message.messageId()).isEqualTo(MessageId.madeOf(message.contentHash()));
        assertThat(parse("Received: z\nSubject: x\n\ny\n").messageId()).isEqualTo(message.messageId());
    }

    private static ParsedMessage parse(String message) {
        return new MessageParser().parse(message.getBytes(StandardCharsets.UTF_8));
    }
}
