package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderScannerTest {
    private final Defects defects = new Defects();

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\r\r\n"})
    void readsFieldsWithAnyLineEnd(String lineEnd) {
        byte[] bytes = bytes("Subject: a\n b\nTo: c\n\nbody".replace("\n", lineEnd));
        HeaderScanner.Scanned scanned = scan(bytes);

        assertThat(scanned.header().fields())
                .containsExactly(new HeaderField("Subject", "a b"), new HeaderField("To", "c"));
        assertThat(new String(bytes, scanned.bodyBegin(), 4, StandardCharsets.US_ASCII))
                .isEqualTo("body");
        assertThat(defects.list()).isEmpty();
    }

    @Test
    void acceptsSpaceBeforeTheColonAndEmptyFields() {
        assertThat(fields("Subject \t: a\nX-Empty:\nTo:b\n\n"))
                .containsExactly(
                        new HeaderField("Subject", "a"), new HeaderField("X-Empty", ""), new HeaderField("To", "b"));
    }

    @Test
    void leavesOutJunkLinesBetweenFields() {
        assertThat(fields("To: a\njunk without colon\nSubject: b\n\n"))
                .containsExactly(new HeaderField("To", "a"), new HeaderField("Subject", "b"));
        assertThat(defects.list()).containsExactly(new Defect(Defect.Kind.HEADER_LINE, "header", "junk without colon"));
    }

    @Test
    void beginsTheBodyWhereTheEmptyLineIsMissing() {
        byte[] bytes = bytes("To: a\nHello Bob,\n\nNote: this is text\n");

        assertThat(scan(bytes).bodyBegin()).isEqualTo(6);
        assertThat(defects.list()).extracting(Defect::kind).containsExactly(Defect.Kind.HEADER_NOT_ENDED);
    }

    @Test
    void passesOverSeparatorLines() {
        assertThat(fields("From ada@example.org Mon Mar  6 10:15:30 2023\nTo: a\n>From b Mon Mar  6\nCc: c\n\n"))
                .containsExactly(new HeaderField("To", "a"), new HeaderField("Cc", "c"));
        assertThat(defects.list()).hasSize(1);
    }

    @Test
    void readsALineOfSpacesAsTheFieldsThatFollowSuggest() {
        assertThat(fields("Subject: a\n \n\tb\nTo: c\n\n"))
                .containsExactly(new HeaderField("Subject", "a  b"), new HeaderField("To", "c"));
        assertThat(fields("Subject: a\n \n  Indented text: it is a body\nmore\n"))
                .containsExactly(new HeaderField("Subject", "a"));
        assertThat(fields("Subject: a\n \nThe body: it is\n")).containsExactly(new HeaderField("Subject", "a"));
    }

    @Test
    void endsAtABoundary() {
        byte[] bytes = bytes("Content-Type: text/plain\n--b\nX-Y: z\n");
        HeaderScanner.Scanned scanned =
                new HeaderScanner(bytes, bytes.length, "header", defects).scan(0, 1_000, at -> at == 25);

        assertThat(scanned.header().fields()).hasSize(1);
        assertThat(scanned.bodyBegin()).isEqualTo(25);
    }

    @Test
    void readsUtf8AndElseTheCharsetOfTheBody() {
        assertThat(scan("Subject: Grüße\n\n".getBytes(StandardCharsets.UTF_8))
                        .header()
                        .text("Subject"))
                .isEqualTo("Grüße");
        assertThat(scan("Subject: Привет\nContent-Type: text/plain; charset=koi8-r\n\n"
                                .getBytes(Charset.forName("KOI8-R")))
                        .header()
                        .text("Subject"))
                .isEqualTo("Привет");
        assertThat(scan("Subject: Grüße\n\n".getBytes(StandardCharsets.ISO_8859_1))
                        .header()
                        .text("Subject"))
                .isEqualTo("Grüße");
        assertThat(scan("Subject: 日本\n\n".getBytes(Charset.forName("ISO-2022-JP")))
                        .header()
                        .text("Subject"))
                .isEqualTo("日本");
        assertThat(defects.list()).extracting(Defect::kind).containsOnly(Defect.Kind.FIELD_CHARSET);
    }

    @Test
    void keepsBothEndsOfLongFields() {
        String value =
                fields("X: begin" + "x".repeat(100_000) + "end\n\n").get(0).rawValue();

        assertThat(value).startsWith("begin").contains(RawField.GAP).endsWith("end");
        assertThat(value.length()).isBetween(ParseLimits.FIELD_BYTES, ParseLimits.FIELD_BYTES + 10);
        assertThat(defects.list()).containsExactly(new Defect(Defect.Kind.FIELD_TOO_LONG, "header", "X"));
    }

    @Test
    void keepsNoMoreFieldsAndBytesThanItMay() {
        assertThat(fields("X: y\n".repeat(10_000))).hasSize(ParseLimits.FIELDS);
        assertThat(fields(("X: " + "y".repeat(60_000) + "\n").repeat(10))).hasSize(4);
        assertThat(defects.list()).extracting(Defect::kind).containsOnly(Defect.Kind.HEADER_TOO_LONG);
    }

    private List<HeaderField> fields(String section) {
        return scan(bytes(section)).header().fields();
    }

    private HeaderScanner.Scanned scan(byte[] bytes) {
        return new HeaderScanner(bytes, bytes.length, "header", defects).scan(0, ParseLimits.HEADER_BYTES, at -> false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
