package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final String PLAIN = "--b\nContent-Type: text/plain\n\nplain\n";
    private static final String HTML = "--b\nContent-Type: text/html\n\n<p>rich</p>\n";
    private static final String IMAGE = "--b\nContent-Type: image/png; name=a.png\n\nx\n";

    @Test
    void prefersPlainTextOfAlternatives() {
        ParsedMessage message = parse("multipart/alternative", PLAIN + HTML);

        assertThat(numbers(message.displayed())).containsExactly("1");
        assertThat(numbers(message.attachments())).isEmpty();
        assertThat(numbers(message.displayed().get(0).alternatives())).containsExactly("2");
    }

    @Test
    void showsHtmlWhenThePlainTextIsEmpty() {
        ParsedMessage message = parse("multipart/alternative", PLAIN.replace("plain\n", " \n") + HTML);

        assertThat(numbers(message.displayed())).containsExactly("2");
    }

    @Test
    void offersWhatNoAlternativeShows() {
        String mixed = "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\nx\n"
                + "--c\nContent-Type: application/pdf\n\nx\n--c--\n";
        String calendar = "--b\nContent-Type: text/calendar\n\nx\n";

        assertThat(numbers(
                        parse("multipart/alternative", PLAIN + mixed + calendar).attachments()))
                .containsExactly("2.2", "3");
    }

    @Test
    void showsTheRootOfRelatedParts() {
        ParsedMessage message = parse("multipart/related", HTML + IMAGE + PLAIN);

        assertThat(numbers(message.displayed())).containsExactly("1");
        assertThat(numbers(message.attachments())).containsExactly("2", "3");
    }

    @Test
    void findsTheRootThatStartNames() {
        ParsedMessage message = parse(
                "multipart/related; start=\"<root>\"",
                IMAGE + HTML.replace("text/html\n", "text/html\nContent-ID: <root>\n"));

        assertThat(numbers(message.displayed())).containsExactly("2");
    }

    @Test
    void showsPartsOfOtherMultipartsInOrder() {
        ParsedMessage message = parse("multipart/x-unheard-of", PLAIN + IMAGE + HTML);

        assertThat(numbers(message.displayed())).containsExactly("1", "3");
        assertThat(numbers(message.attachments())).containsExactly("2");
    }

    @Test
    void tellsInlineTextFromFiles() {
        String inline = "--b\nContent-Type: text/x-patch; name=a.patch\nContent-Disposition: inline\n\nx\n";
        String named = "--b\nContent-Type: text/plain; name=a.txt\n\nx\n";
        String attached = "--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nx\n";
        ParsedMessage message = parse("multipart/mixed", inline + named + attached);

        assertThat(numbers(message.displayed())).containsExactly("1");
        assertThat(numbers(message.attachments())).containsExactly("2", "3");
    }

    @Test
    void showsABodyThatCallsItselfAFile() {
        ParsedMessage message = parse("text/plain; name=a.txt\nContent-Disposition: attachment", "x");

        assertThat(numbers(message.displayed())).containsExactly("1");
    }

    @Test
    void showsNestedMessagesWithTheirParts() {
        String nested = "--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nx\n";
        ParsedMessage message = parse("multipart/mixed", PLAIN + nested);

        assertThat(numbers(message.displayed())).containsExactly("1", "2", "2.1");
        assertThat(message.displayed().get(1).nested())
                .hasValueSatisfying(header -> assertThat(header.text("Subject")).isEqualTo("inner"));
    }

    @Test
    void tellsListFootersFromText() {
        String footer = "--b\nContent-Type: text/plain\n\n" + "_".repeat(47) + "\nSalon mailing list\n"
                + "Salon@lists.example.org\nhttps://lists.example.org/mailman/listinfo/salon\n";

        assertThat(parse("multipart/mixed", PLAIN + IMAGE + footer + footer).displayed())
                .extracting(BodyPart::isListFooter)
                .containsExactly(false, true, true);
        assertThat(parse("multipart/mixed", footer + PLAIN).displayed())
                .extracting(BodyPart::isListFooter)
                .containsExactly(false, false);
        assertThat(parse("multipart/mixed", footer).displayed())
                .extracting(BodyPart::isListFooter)
                .containsExactly(false);
        assertThat(parse("multipart/mixed", PLAIN + PLAIN).displayed())
                .extracting(BodyPart::isListFooter)
                .containsExactly(false, false);
    }

    @Test
    void offersWhatOnlyProgramsRead() {
        StringBuilder parts = new StringBuilder(PLAIN);
        for (String type : List.of(
                "application/ms-tnef",
                "application/pgp-signature",
                "application/pkcs7-signature",
                "text/calendar",
                "text/csv",
                "text/rtf")) {
            parts.append("--b\nContent-Type: ").append(type).append("\n\nx\n");
        }
        for (String type : List.of("text/x-patch", "text/x-diff", "text/enriched")) {
            parts.append("--b\nContent-Type: ").append(type).append("\n\nx\n");
        }
        ParsedMessage message = parse("multipart/mixed", parts.toString());

        assertThat(numbers(message.displayed())).containsExactly("1", "8", "9", "10");
        assertThat(message.attachments())
                .extracting(BodyPart::fileName)
                .containsExactly("winmail.dat", "part-3.asc", "part-4.p7s", "part-5.ics", "part-6.csv", "part-7.rtf");
    }

    private static List<String> numbers(List<BodyPart> parts) {
        return parts.stream().map(BodyPart::number).toList();
    }

    private static ParsedMessage parse(String contentType, String body) {
        String type = contentType.startsWith("multipart/") ? contentType + "; boundary=b" : contentType;
        String message = "Content-Type: " + type + "\n\n" + body + (body.startsWith("--b") ? "--b--\n" : "");
        return new MessageParser().parse(message.getBytes(StandardCharsets.US_ASCII));
    }
}
