package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentificationFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@example.org> | a@example.org",
                "  <a@example.org>   (comment) | a@example.org",
                "a@example.org | a@example.org",
                "19990126.1@mclink.it (x) | 19990126.1@mclink.it(x)",
                "102.10200000000105 | 102.10200000000105",
                "<a @example .org> | a@example.org",
                "<<a@example.org>> | a@example.org",
                "<a@example.org | a@example.org",
                "a@example.org> | a@example.org",
                "<a@example.org><b@example.org> | a@example.org",
                "<msg1> | msg1",
                "<\"quoted part\"@example.org> | \"quotedpart\"@example.org",
                "<a@[192.0.2.1]> | a@[192.0.2.1]",
                "=?utf-8?Q?<a=40example.org>?= | a@example.org",
                "<🙂@example.org> | 🙂@example.org"
            })
    void readsMessageIds(String body, String id) {
        assertThat(fields("Message-ID", body).messageId()).hasValue(new MessageId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "< >", "<><>"})
    void findsNoIdInEmptyFields(String body) {
        assertThat(fields("Message-ID", body).messageId()).isEmpty();
    }

    @Test
    void keepsVeryLongIds() {
        String id = "x".repeat(10_000) + "@example.org";

        assertThat(fields("Message-ID", "<" + id + ">").messageId()).hasValue(new MessageId(id));
    }

    @Test
    void usesReferencesInOrderWithoutRepeatsAndItself() {
        assertThat(references("References", "<a@x> <b@x>\t<a@x> (c) <own@x>, <d@x>"))
                .containsExactly("REFERENCES 1 a@x", "REFERENCES 2 b@x", "REFERENCES 5 d@x");
    }

    @Test
    void putsInReplyToLast() {
        assertThat(references("References", "<a@x> <b@x>", "In-Reply-To", "<c@x>"))
                .containsExactly("REFERENCES 1 a@x", "REFERENCES 2 b@x", "IN_REPLY_TO 1 c@x");
        assertThat(references("References", "<a@x> <b@x>", "In-Reply-To", "<a@x>"))
                .containsExactly("REFERENCES 2 b@x", "IN_REPLY_TO 1 a@x");
    }

    @Test
    void takesTheFirstOfSeveralInReplyToIdsAsTheNearest() {
        assertThat(references("In-Reply-To", "<a@x> <b@x>")).containsExactly("IN_REPLY_TO 2 b@x", "IN_REPLY_TO 1 a@x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a@x> | IN_REPLY_TO 1 a@x",
                "<a@x> (your mail) | IN_REPLY_TO 1 a@x",
                "(your mail) <a@x>; | IN_REPLY_TO 1 a@x",
                "<a1 @ x> | IN_REPLY_TO 1 a1@x",
                "<msg1> | IN_REPLY_TO 1 msg1",
                "<unended@x | IN_REPLY_TO 1 unended@x",
                "1234@example.org | IN_REPLY_TO 1 1234@example.org",
                "ralf@uni-koblenz.de | IN_REPLY_TO_AMID_TEXT 1 ralf@uni-koblenz.de",
                "Your message of \"Tue, 23 Apr 1996 13:26:53 PDT.\" <1996@x> | IN_REPLY_TO_AMID_TEXT 1 1996@x",
                "<a@x>; from b@y on Monday | IN_REPLY_TO_AMID_TEXT 1 a@x",
                "Message of Monday from \"Ada\" <ada@y> <1@x> | IN_REPLY_TO_AMID_TEXT 1 ada@y,IN_REPLY_TO_AMID_TEXT 2 1@x"
            })
    void tellsCleanInReplyToFromIdsAmidText(String body, String expected) {
        assertThat(String.join(",", references("In-Reply-To", body))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Your message of \"Tue, 23 Apr 1996 13:26:53 PDT.\"",
                "Ada's message of Monday",
                "<your message of Monday>",
                "mail from ada@example.org on Monday",
                "<>"
            })
    void findsNothingInFreeText(String body) {
        assertThat(references("In-Reply-To", body)).isEmpty();
    }

    @Test
    void takesBareWordsOfReferences() {
        assertThat(references("References", "1@x, 2@x some words 3@x;"))
                .containsExactly("REFERENCES 1 1@x", "REFERENCES 2 2@x", "REFERENCES 3 3@x");
    }

    @Test
    void takesWordsApartAtAnyWhiteSpace() {
        assertThat(references("References", "a@x\u2006b@x\u3000c@x"))
                .containsExactly("REFERENCES 1 a@x", "REFERENCES 2 b@x", "REFERENCES 3 c@x");
    }

    @Test
    void keepsAnIdOfReferencesWhereItStandsWhenTextNamesItToo() {
        assertThat(references("References", "<a@x> <b@x>", "In-Reply-To", "message <a@x> of today"))
                .containsExactly("REFERENCES 1 a@x", "REFERENCES 2 b@x");
    }

    @Test
    void keepsTheFirstAndLastOfTooManyReferences() {
        String body =
                IntStream.rangeClosed(1, 500).mapToObj(i -> "<" + i + "@x>").collect(Collectors.joining(" "));

        assertThat(references("References", body))
                .hasSize(200)
                .startsWith("REFERENCES 1 1@x")
                .contains("REFERENCES 100 100@x", "REFERENCES 401 401@x")
                .endsWith("REFERENCES 500 500@x");
    }

    @Test
    void leavesOutTheIdThatWasCut() {
        assertThat(references("References", "<a@x> <b " + RawField.GAP + " c@x> <d@x>"))
                .containsExactly("REFERENCES 1 a@x", "REFERENCES 2 d@x");
    }

    private static List<String> references(String... fields) {
        return fields(fields).references(Optional.of(new MessageId("own@x"))).stream()
                .map(reference -> reference.field() + " " + reference.position() + " " + reference.id())
                .toList();
    }

    private static IdentificationFields fields(String... fields) {
        List<HeaderField> header = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            header.add(new HeaderField(fields[i], fields[i + 1]));
        }
        return new IdentificationFields(new HeaderSection(header), new Defects());
    }
}
