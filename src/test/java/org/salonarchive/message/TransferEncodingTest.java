package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.angus.mail.util.QPEncoderStream;
import org.eclipse.angus.mail.util.UUEncoderStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferEncodingTest {

    @ParameterizedTest
    @CsvSource({
        "'', IDENTITY",
        "7bit, IDENTITY",
        "8BIT, IDENTITY",
        "binary, IDENTITY",
        "7-bit, IDENTITY",
        "quoted-printable, QUOTED_PRINTABLE",
        "Quoted-Printable (comment), QUOTED_PRINTABLE",
        "quoted_printable, QUOTED_PRINTABLE",
        "'\"base64\";', BASE64",
        "x-uuencode, UUENCODE",
        "uue, UUENCODE",
        "x-gzip64, UNKNOWN",
        "text/html, UNKNOWN"
    })
    void readsNames(String body, TransferEncoding encoding) {
        assertThat(TransferEncoding.of(body)).isEqualTo(encoding);
    }

    @Property
    void decodesWhatAnEncoderMade(@ForAll byte[] bytes) throws IOException {
        assertThat(decoded(TransferEncoding.BASE64, Base64.getMimeEncoder().encode(bytes)))
                .isEqualTo(bytes);

        ByteArrayOutputStream quoted = new ByteArrayOutputStream();
        try (OutputStream encoder = new QPEncoderStream(quoted)) {
            encoder.write(escapable(bytes));
        }
        assertThat(decoded(TransferEncoding.QUOTED_PRINTABLE, quoted.toByteArray()))
                .isEqualTo(escapable(bytes));

        ByteArrayOutputStream uuencoded = new ByteArrayOutputStream();
        try (OutputStream encoder = new UUEncoderStream(uuencoded)) {
            encoder.write(bytes);
        }
        assertThat(decoded(TransferEncoding.UUENCODE, uuencoded.toByteArray())).isEqualTo(bytes);
    }

    /** Without line ends, which quoted-printable may write otherwise. */
    private static byte[] escapable(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i] == '\r' || copy[i] == '\n' ? (byte) 'x' : copy[i];
        }
        return copy;
    }

    @Property
    void decodesAnyBytesWithoutFailing(@ForAll byte[] bytes) {
        for (TransferEncoding encoding : TransferEncoding.values()) {
            assertThat(decoded(encoding, bytes).length).isLessThanOrEqualTo(2 * bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YWJj | abc",
                "YWI= | ab",
                "YWI | ab",
                "YW!I= | ab",
                "YWI=Yw== | abc",
                "= | ''",
                "no base64 at all, but words | no base64 at all, but words"
            })
    void decodesDamagedBase64(String encoded, String text) {
        assertThat(text(TransferEncoding.BASE64, encoded)).isEqualTo(text);
    }

    @Test
    void keepsPlainTextBehindBase64() {
        assertThat(text(TransferEncoding.BASE64, "YWI=\nCheers!\n")).isEqualTo("abCheers!\n");
        assertThat(text(TransferEncoding.BASE64, "YWJj\nZGVm\n\n____\nA mailing list\nhttp://example.org/\n"))
                .isEqualTo("abcdef\n____\nA mailing list\nhttp://example.org/\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a=3Db | a=b", "a=3db | a=b", "a=ZZb | a=ZZb", "a= | a", "a=3 | a=3", "a== | a="})
    void decodesDamagedQuotedPrintable(String encoded, String text) {
        assertThat(text(TransferEncoding.QUOTED_PRINTABLE, encoded)).isEqualTo(text);
    }

    @Test
    void breaksNoLineAtSoftBreaks() {
        assertThat(text(TransferEncoding.QUOTED_PRINTABLE, "a=\nb=\r\nc= \t\nd \t\ne"))
                .isEqualTo("abcd\ne");
    }

    @Test
    void readsUuencodedDataWithoutFrame() {
        assertThat(text(TransferEncoding.UUENCODE, "#0V%T\n`\nend\n")).isEqualTo("Cat");
        assertThat(text(TransferEncoding.UUENCODE, "text\nbegin 644 cat.txt\n#0V%T\n"))
                .isEqualTo("Cat");
        assertThat(text(TransferEncoding.UUENCODE, "begin 644 x\n~\nbegin")).isNotNull();
    }

    private static String text(TransferEncoding encoding, String encoded) {
        return new String(decoded(encoding, encoded.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }

    private static byte[] decoded(TransferEncoding encoding, byte[] encoded) {
        byte[] framed = Arrays.copyOf(encoded, encoded.length + 4);
        return Content.read(encoding.decoded(new ByteRange(framed, 0, encoded.length)), 1 << 20);
    }
}
