package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.archive.index.ChunkPacking;
import org.salonarchive.archive.index.ChunkReader;
import org.salonarchive.archive.index.Mark;
import org.salonarchive.archive.index.PostingReader;
import org.salonarchive.archive.index.SegmentBuilder;
import org.salonarchive.archive.index.Weight;
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

    private record Place(int weights, int position) {}

    /** The only place of a word. */
    private static Place place(MessageWords words, String word) {
        SegmentBuilder segment = new SegmentBuilder();
        segment.add(words.places());
        List<Place> places = new ArrayList<>();
        try (ChunkPacking packing = new ChunkPacking()) {
            segment.write(chunk -> {
                ChunkReader reader = packing.open(chunk.words(), chunk.places());
                if (reader.seek(word.getBytes(StandardCharsets.UTF_8))) {
                    PostingReader postings = reader.postings();
                    assertThat(postings.next()).isTrue();
                    int weights = Mark.weights(postings.mark());
                    places.add(new Place(weights, postings.places(weights)[0]));
                }
            });
        }
        assertThat(places).as(word).hasSize(1);
        return places.get(0);
    }

    @Test
    void wordsOfADocumentCountLeastAndStandApart() {
        MessageWords words = words(part -> Optional.of("zebra crosses"), "application/pdf a.pdf");
        Place zebra = place(words, "zebra");
        assertThat(zebra.weights()).isEqualTo(Weight.ASIDE.bit());
        assertThat(place(words, "crosses").position()).isEqualTo(zebra.position() + 1);
        assertThat(zebra.position()).isGreaterThan(place(words, "attached").position() + 5);
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
