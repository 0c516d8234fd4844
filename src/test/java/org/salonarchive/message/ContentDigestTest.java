package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.angus.mail.util.QPEncoderStream;
import org.junit.jupiter.api.Test;

/** What list servers and transports do to a message does not change its content hash; a changed word does. */
class ContentDigestTest {
    private static final String HEADER = """
            From: Ada Byron <Ada@example.org>
            Subject: The Analytical Engine
            Date: Mon, 6 Mar 2023 10:15:30 +0100
            Message-ID: <a@example.org>
            """;
    private static final String TEXT = "Dear all,\n\nFrom now on: café and tea.\nTrailing   \n";
    private static final String FOOTER = """
            _______________________________________________
            Salon mailing list
            Salon@lists.example.org
            https://lists.example.org/mailman/listinfo/salon
            """;

    private static final List<UnaryOperator<Mail>> HARMLESS = List.of(
            mail -> mail.withHeader("Received: from a by b; Mon, 6 Mar 2023 11:00:00 +0000\n" + mail.header),
            mail -> mail.withHeader(mail.header + "List-Id: <salon.lists.example.org>\nPrecedence: list\n"),
            mail -> mail.withHeader(mail.header.replaceAll("Subject: (Re: )?", "Subject: [Salon] ")),
            mail -> mail.withHeader(mail.header.replaceAll("Subject: (\\[Salon\\] )?", "Subject: Re: [Salon]  ")),
            mail -> mail.withHeader(mail.header.replace("10:15:30 +0100", "09:15:30 GMT")),
            mail -> mail.withHeader(mail.header
                    .replace("Ada Byron <Ada@example.org>", "Ada Byron via Salon <salon@lists.example.org>")
                    .concat("Reply-To: ada@example.org\n")),
            mail -> mail.withText(mail.text + "\n\n\n"),
            mail -> mail.withText(mail.text.replace("\n", " \t\n")),
            mail -> mail.withText(mail.text.replace("\nFrom ", "\n>From ")),
            mail -> mail.withText(mail.text + "\n" + FOOTER),
            mail -> mail.withEncoding("base64"),
            mail -> mail.withEncoding("quoted-printable"),
            mail -> mail.withCharset("iso-8859-1"),
            mail -> mail.withLineEnd("\r\n"),
            Mail::wrapped);

    /** A mail in parts, so that each can be changed by itself. */
    private record Mail(
            String header, String text, String charset, String encoding, String lineEnd, boolean isWrapped) {

        Mail withHeader(String changed) {
            return new Mail(changed, text, charset, encoding, lineEnd, isWrapped);
        }

        Mail withText(String changed) {
            return new Mail(header, changed, charset, encoding, lineEnd, isWrapped);
        }

        Mail withCharset(String changed) {
            return new Mail(header, text, changed, encoding, lineEnd, isWrapped);
        }

        Mail withEncoding(String changed) {
            return new Mail(header, text, charset, changed, lineEnd, isWrapped);
        }

        Mail withLineEnd(String changed) {
            return new Mail(header, text, charset, encoding, changed, isWrapped);
        }

        Mail wrapped() {
            return new Mail(header, text, charset, encoding, lineEnd, true);
        }

        ContentHash hash() {
            String type = "Content-Type: text/plain; charset=" + charset + "\nContent-Transfer-Encoding: " + encoding
                    + "\n\n";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ascii(header));
            if (isWrapped) {
                bytes.writeBytes(ascii("Content-Type: multipart/mixed; boundary=w\n\n--w\n"));
            }
            bytes.writeBytes(ascii(type));
            bytes.writeBytes(encoded());
            if (isWrapped) {
                bytes.writeBytes(ascii("\n--w\nContent-Type: text/plain\n\n" + FOOTER + "\n--w--\n"));
            }
            return new MessageParser().parse(bytes.toByteArray()).contentHash();
        }

        private byte[] ascii(String part) {
            return part.replace("\n", lineEnd).getBytes(StandardCharsets.US_ASCII);
        }

        private byte[] encoded() {
            byte[] plain = text.replace("\n", lineEnd).getBytes(Charset.forName(charset));
            return switch (encoding) {
                case "base64" -> Base64.getMimeEncoder().encode(plain);
                case "quoted-printable" -> quoted(plain);
                default -> plain;
            };
        }

        private static byte[] quoted(byte[] plain) {
            ByteArrayOutputStream quoted = new ByteArrayOutputStream();
            try (OutputStream encoder = new QPEncoderStream(quoted)) {
                encoder.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return quoted.toByteArray();
        }
    }

    private static final Mail MAIL = new Mail(HEADER, TEXT, "utf-8", "8bit", "\n", false);

    @Provide
    Arbitrary<List<UnaryOperator<Mail>>> harmless() {
        return Arbitraries.of(HARMLESS).list().ofMaxSize(6);
    }

    @Property(tries = 500)
    void staysUnderWhatListServersDo(@ForAll("harmless") List<UnaryOperator<Mail>> changes) {
        Mail mail = MAIL;
        for (UnaryOperator<Mail> change : changes) {
            mail = change.apply(mail);
        }

        assertThat(mail.hash()).isEqualTo(MAIL.hash());
    }

    @Test
    void staysUnderEachSingleChange() {
        assertThat(HARMLESS)
                .allSatisfy(change -> assertThat(change.apply(MAIL).hash()).isEqualTo(MAIL.hash()));
    }

    @Test
    void changesWithAWord() {
        assertThat(MAIL.withText(TEXT.replace("tea", "rum")).hash()).isNotEqualTo(MAIL.hash());
        assertThat(MAIL.withText(TEXT.replace("café", "cafe")).hash()).isNotEqualTo(MAIL.hash());
        assertThat(MAIL.withText(TEXT.replace("\n\n", "\n")).hash()).isNotEqualTo(MAIL.hash());
        assertThat(MAIL.withText(TEXT + "More.\n").hash()).isNotEqualTo(MAIL.hash());
    }

    @Test
    void changesWithEachFieldThatCounts() {
        assertThat(List.of("Analytical", "Mon, 6", "a@example.org>\n", "Ada@"))
                .allSatisfy(word -> assertThat(MAIL.withHeader(HEADER.replace(word, "1" + word))
                                .hash())
                        .isNotEqualTo(MAIL.hash()));
    }

    @Test
    void countsTextBeyondTheBound() {
        String big = "word ".repeat(ParseLimits.TEXT / 4);

        assertThat(MAIL.withText(big + "one").hash())
                .isNotEqualTo(MAIL.withText(big + "two").hash());
    }

    @Test
    void countsAttachments() {
        assertThat(withAttachment("one", "7bit")).isNotEqualTo(withAttachment("two", "7bit"));
        assertThat(withAttachment("one\r\ntwo", "7bit")).isEqualTo(withAttachment("one\ntwo\n", "7bit"));
        assertThat(withAttachment("b25lCnR3bw==", "base64")).isEqualTo(withAttachment("one\ntwo", "7bit"));
    }

    private static ContentHash withAttachment(String content, String encoding) {
        String mail = HEADER + "Content-Type: multipart/mixed; boundary=w\n\n--w\n\ntext\n--w\n"
                + "Content-Type: application/x-tex\nContent-Transfer-Encoding: " + encoding + "\n\n" + content
                + "\n--w--\n";
        return new MessageParser()
                .parse(mail.getBytes(StandardCharsets.US_ASCII))
                .contentHash();
    }

    @Test
    void staysWhenAMessageIsWrappedInAnother() {
        String original = HEADER + "\nThe text.\n";
        String wrapped = HEADER.replace("Ada Byron <Ada@example.org>", "Ada via Salon <salon@lists.example.org>")
                + "Reply-To: Ada Byron <Ada@example.org>\nContent-Type: multipart/mixed; boundary=w\n\n--w\n"
                + "Content-Type: message/rfc822\n\n" + original + "\n--w\n\n" + FOOTER + "\n--w--\n";

        assertThat(hash(wrapped)).isEqualTo(hash(original));
    }

    @Test
    void readsHtmlWithoutItsMarkupAndGooglesFooter() {
        String html = HEADER + "Content-Type: text/html\n\n<p>The  <b>text</b>.</p>\n";
        String changed = HEADER + "Content-Type: text/html\n\n<div><p>The <b>text</b>.</p></div>\n<p></p>\n-- <br />\n"
                + "You received this message because you are subscribed to the Google Groups &quot;x&quot; group.<br />";

        assertThat(hash(changed)).isEqualTo(hash(html));
        assertThat(hash(html.replace("text", "word"))).isNotEqualTo(hash(html));
    }

    private static ContentHash hash(String mail) {
        return new MessageParser()
                .parse(mail.getBytes(StandardCharsets.US_ASCII))
                .contentHash();
    }
}
