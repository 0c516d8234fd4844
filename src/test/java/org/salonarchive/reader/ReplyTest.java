package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.Fidelity;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;

class ReplyTest {

    private static final String POST = "List-Post: <mailto:list@example.org>\n";
    private static final String ID = "Message-ID: <own@example.org>\n";

    private static String mailto(String header, String subject) {
        return mailto(header, subject, "");
    }

    private static String mailto(String header, String subject, String listAddress) {
        ParsedMessage message = new MessageParser().parse((header + "\ntext\n").getBytes(StandardCharsets.UTF_8));
        MessageRow.Author author = new MessageRow.Author(1, message.messageId().hash(), "Grace", "grace@example.org");
        MessageRow row = new MessageRow(
                1,
                message.messageId().hash(),
                "list",
                0,
                1,
                Fidelity.RECEIVED,
                message.messageId().value(),
                subject,
                author,
                Instant.EPOCH,
                "date",
                OptionalInt.empty(),
                OptionalLong.empty(),
                "",
                1,
                1,
                0);
        return Reply.mailto(message, row, listAddress);
    }

    @Test
    void answersOnTheListSoThatTheAnswerIsThreaded() {
        assertThat(mailto(POST + ID + "References: <a@x> <b@x>\n", "A port & a city"))
                .isEqualTo("mailto:list@example.org?Subject=Re%3A%20A%20port%20%26%20a%20city"
                        + "&In-Reply-To=%3Cown%40example.org%3E"
                        + "&References=%3Ca%40x%3E%20%3Cb%40x%3E%20%3Cown%40example.org%3E");
    }

    @Test
    void answersToTheListsOwnAddressWhereTheMailNamesNone() {
        assertThat(mailto(ID, "x", "own@example.org")).startsWith("mailto:own@example.org?Subject=Re%3A%20x&");
        assertThat(mailto(POST + ID, "x", "own@example.org")).startsWith("mailto:list@example.org?");
        assertThat(mailto("List-Post: NO\n" + ID, "x", "own@example.org")).isEmpty();
    }

    @Test
    void usesInReplyToWhereThereAreNoReferences() {
        assertThat(mailto(POST + ID + "In-Reply-To: <a@x>\n", "Re: x"))
                .contains("Subject=Re%3A%20x&")
                .endsWith("References=%3Ca%40x%3E%20%3Cown%40example.org%3E");
    }

    @Test
    void keepsTheNearestOfManyReferences() {
        StringBuilder references = new StringBuilder("References:");
        for (int i = 0; i < 90; i++) {
            references.append("\n <message-number-").append(i).append("@host.example.org>");
        }
        String link = mailto(POST + ID + references + "\n", "x");
        assertThat(link).hasSizeLessThan(2_000).contains("message-number-89").doesNotContain("message-number-0%40");
    }

    @Test
    void givesNoAddressAwayWhereNoListIsNamed() {
        assertThat(mailto(ID, "x")).isEmpty();
        assertThat(mailto("List-Post: NO\n" + ID, "x")).isEmpty();
        assertThat(mailto(POST, "x")).isEmpty();
    }

    @Test
    void cutsASubjectBetweenCharacters() {
        assertThat(mailto(POST + ID, "\uD83D\uDE00".repeat(300))).doesNotContain("%3F&");
    }
}
