package org.salonarchive.archive.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.archive.person.Mailmap.Mistake;

/** Mailmaps as gitmailmap(5) describes them, and as people break them. */
class MailmapTest {

    private static Mailmap read(String text) {
        return Mailmap.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What it says, a line for each address: whose it is, and what that person is called. */
    private static List<String> ties(String text) {
        Mailmap mailmap = read(text);
        assertThat(mailmap.mistakes()).isEmpty();
        return mailmap.ties().stream()
                .map(tie -> tie.address().address() + " is " + tie.name() + " <"
                        + tie.person().address() + ">" + (tie.names().isEmpty() ? "" : " as " + tie.names()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Proper Name <one@x.example> | one@x.example is Proper Name <one@x.example>",
                "<proper@x.example> <one@x.example> | one@x.example is  <proper@x.example>",
                "Proper Name <proper@x.example> <one@x.example> | one@x.example is Proper Name <proper@x.example>",
                "P N <proper@x.example> Used <one@x.example> | one@x.example is P N <proper@x.example> as [used]",
                "P  N<proper@x.example><one@x.example># why | one@x.example is P N <proper@x.example>",
                "\tP N   <Proper@X.Example> < ONE@x.example > | one@x.example is P N <proper@x.example>",
                "Zo\u00eb \u5c71 <z@x.example> | z@x.example is Zo\u00eb \u5c71 <z@x.example>",
                "O <\"a b\"@x.example> | \"a b\"@x.example is O <\"a b\"@x.example>",
                "J <j@laptop.(none)> | j@laptop.(none) is J <j@laptop.(none)>",
            })
    void understandsEachFormOfLine(String line, String said) {
        assertThat(ties(line)).containsExactly(said);
    }

    @Test
    void passesOverCommentsAndEmptyLines() {
        assertThat(ties("\uFEFF# who is who\r\n\r\n   # <no@x.example>\r\nA <a@x.example>\r\n"))
                .hasSize(1);
        assertThat(read("").ties()).isEmpty();
        assertThat(read("# nobody yet\n").isNone()).isFalse();
    }

    @Test
    void ofTwoLinesForAnAddressTheLaterHoldsInWhatItSays() {
        assertThat(ties("First <a@x.example>\n<p@x.example> <a@x.example>\nLast <a@x.example>\n"))
                .containsExactly("a@x.example is Last <p@x.example>");
        assertThat(ties("<p@x.example> <a@x.example>\n<q@x.example> <A@x.example>\n"))
                .containsExactly("a@x.example is  <q@x.example>");
    }

    /** The case of the manual: one address of a tracker, behind which there are several people. */
    @Test
    void anAddressOfSeveralPersonsStaysByItself() {
        Mailmap mailmap = read("""
                <chief@firm.example>                    <chief@frim.example>
                Some Body <some@body.example>      one  <tracker@firm.example>
                Other Body <other@body.example>    two  <tracker@firm.example>
                Other Body <other@body.example>         <two@firm.example>
                """);
        assertThat(mailmap.ties())
                .extracting(tie -> tie.address().address())
                .containsExactly("chief@frim.example", "two@firm.example");
        assertThat(mailmap.lines()).isEqualTo(2);
        assertThat(mailmap.mistakes()).extracting(Mistake::line).containsExactly(2, 3);
        assertThat(mailmap.mistakes().get(0).reason())
                .contains("<tracker@firm.example>", "several persons", "(lines 2, 3)");
    }

    @Test
    void severalNamesOfOnePersonAreNoHindrance() {
        assertThat(ties("P <p@x.example> one <a@x.example>\nP <p@x.example> two <a@x.example>\n"))
                .containsExactly("a@x.example is P <p@x.example> as [one, two]");
        assertThat(ties("P <p@x.example> one <a@x.example>\nP <p@x.example> <a@x.example>\n"))
                .as("a line for any name")
                .containsExactly("a@x.example is P <p@x.example>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Just a name",
                "Name a@x.example",
                "Name <a@x.example",
                "Name a@x.example>",
                "Name <>",
                "Name <   >",
                "Name <root>",
                "Name <a@x.example> <b>",
                "Name <a b@x.example>",
                "<a@x.example>",
                "A <a@x.example> B <b@x.example> C <c@x.example>",
                "A <a@x.example> B <b@x.example> and more",
                "A <<a@x.example>>",
                "A\u0000B <a@x.example>",
                "A <a\u0007@x.example>",
                "Broken \uFFFD <a@x.example>"
            })
    void namesTheLineThatItDoesNotUnderstandAndKeepsTheOthers(String line) {
        Mailmap mailmap = read("# first\nGood <good@x.example>\n" + line + "\nFine <fine@x.example>\n");
        assertThat(mailmap.ties()).hasSize(2);
        assertThat(mailmap.mistakes()).extracting(Mistake::line).containsExactly(3);
        assertThat(mailmap.mistakes().get(0).toString()).startsWith("line 3: ").endsWith(".");
        assertThat(read(line).isNone()).isTrue();
    }

    @Test
    void saysWhatToDoAboutAnotherCharset() {
        Mailmap mailmap = Mailmap.read("Zo\u00eb <z@x.example>".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mailmap.mistakes())
                .extracting(Mistake::reason)
                .containsExactly("it is not written in UTF-8; save the file so.");
    }

    @Test
    void takesWhateverIsThere() {
        String many = "<".repeat(50_000) + "\n" + "x".repeat(100_000) + "<a@x.example>\n" + "\n".repeat(1_000) + "A <"
                + "a".repeat(300) + "@x.example>\n";
        assertThat(read(many).mistakes()).extracting(Mistake::line).containsExactly(1, 2, 1003);
        assertThat(read(many).mistakes())
                .allSatisfy(mistake -> assertThat(mistake.reason().length()).isLessThan(400));
    }
}
