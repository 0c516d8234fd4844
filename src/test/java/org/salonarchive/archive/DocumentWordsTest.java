package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.message.MessageParser;

/** Which attachments are read as documents, and how much their words count. */
class DocumentWordsTest {

    private final List<String> asked = new ArrayList<>();

    private MessageWords words(DocumentText documents, String... parts) {
        StringBuilder mail = new StringBuilder("From: a@x.example\nSubject: See\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nAttached.\n");
        for (String part : parts) {
            String[] typeAndName = part.split(" ", 2);
            mail.append("--b\nContent-Type: ").append(typeAndName[0]);
            mail.append("\nContent-Disposition: attachment; filename=\"").append(typeAndName[1]);
            mail.append("\"\n\nbytes of it\n");
        }
        byte[] bytes = mail.append("--b--\n").toString().getBytes(StandardCharsets.UTF_8);
        return MessageWords.of(new MessageParser().parse(bytes), new WordRules(Optional.empty(), part -> {
            asked.add(part.fileName());
            return documents.of(part);
        }));
    }

    /** The first place of a lexeme as PostgreSQL receives it: its weight in two bits, its position in the others. */
    private static int place(MessageWords words, String lexeme) {
        String all = new String(words.lexemes(), StandardCharsets.ISO_8859_1);
        int at = all.indexOf(lexeme + "\0");
        assertThat(at).as(lexeme).isNotNegative();
        ByteBuffer places = ByteBuffer.wrap(words.lexemes(), at + lexeme.length() + 1, 2 * Short.BYTES);
        assertThat(places.getShort()).isEqualTo((short) 1);
        return Short.toUnsignedInt(places.getShort());
    }

    @Test
    void wordsOfADocumentCountLeastAndStandApart() {
        MessageWords words = words(part -> Optional.of("zebra crosses"), "application/pdf a.pdf");
        int zebra = place(words, "zebra");
        assertThat(zebra >> 14).isZero();
        assertThat(place(words, "crosses")).isEqualTo(zebra + 1);
        assertThat(zebra).isGreaterThan((place(words, "attached") & 0x3fff) + 5);
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, whatever, true",
        "application/msword, x, true",
        "application/vnd.ms-excel.sheet.macroenabled.12, x, true",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation, x, true",
        "application/vnd.oasis.opendocument.spreadsheet, x, true",
        "application/epub+zip, x, true",
        "text/rtf, x.rtf, true",
        "application/octet-stream, Minutes.PDF, true",
        "application/zip, report.docx, true",
        "application/octet-stream, program.exe, false",
        "application/octet-stream, pdf.gz, false",
        "application/zip, all.zip, false",
        "image/png, scan.pdf, false",
        "text/plain, notes.doc, false"
    })
    void documentsAreKnownByTypeOrEnding(String type, String name, boolean document) {
        words(DocumentText.NONE, type + " " + name);
        assertThat(asked).hasSize(document ? 1 : 0);
    }

    @Test
    void ofAMessageTwentyAreRead() {
        String[] parts = new String[30];
        Arrays.fill(parts, "application/pdf a.pdf");
        words(DocumentText.NONE, parts);
        assertThat(asked).hasSize(20);
    }

    @Test
    void textThatNobodyReadsAsADocumentStaysText() {
        place(words(DocumentText.NONE, "text/rtf a.rtf"), "bytes");
    }
}
