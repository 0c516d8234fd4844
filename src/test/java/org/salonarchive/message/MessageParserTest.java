package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any bytes are a message, and none take long. */
class MessageParserTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    /** Mails made to overflow a parser or to keep it busy. */
    enum Bomb {
        NESTED_MULTIPARTS(() -> {
            StringBuilder mail = new StringBuilder();
            IntStream.range(0, 10_000)
                    .forEach(i -> mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n"));
            return mail.append("\ntext\n").toString();
        }),
        NESTED_MESSAGES(() -> "Content-Type: message/rfc822\n\n".repeat(10_000)),
        FLAT_PARTS(() -> "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(100_000)),
        ALTERNATIVES(() -> "Content-Type: multipart/alternative; boundary=b\n\n"
                + ("--b\nContent-Type: text/html\n\n" + "x\n".repeat(20_000)).repeat(900)),
        UNDECLARED_PARTS(() -> "Content-Type: multipart/mixed; boundary=b\n\n"
                + ("--b\nContent-Type: text/html\n\n" + "<p>h\u00e9llo".repeat(4_000) + "\n").repeat(900)),
        PARTS_WITH_LONG_HEADERS(() -> "Content-Type: multipart/mixed; boundary=b\n\n"
                + ("--b\n" + ("X: " + "y".repeat(200) + "\n").repeat(250) + "\nx\n").repeat(900)),
        ENCODED_WORDS(() -> "Subject:" + " =?utf-8?q?a?=".repeat(200_000) + "\n\nx"),
        UNENDED_ENCODED_WORDS(() -> "From:" + " =?utf-8?q?".repeat(200_000) + "\n\nx"),
        LONG_LINE(() -> "X: " + "y".repeat(64 << 20) + "\n\nx"),
        FOLDED_FIELD(() -> "Subject: " + "\n y".repeat(10 << 20) + "\n\nx"),
        SPACED_FOLDS(() -> "Subject: x" + "\n ".repeat(10 << 20) + "x\n\nx"),
        MANY_FIELDS(() -> "X: y\n".repeat(200_000) + "\nx"),
        JUNK_LINES(() -> "X: y\n" + "junk\nX-Y: z\n".repeat(500_000)),
        MANY_REFERENCES(() -> "References:" + "\n <12345678901234567890@example.org>".repeat(100_000) + "\n\nx"),
        MANY_ADDRESSES(() -> "To:" + " a@example.org,".repeat(100_000) + "\n\nx"),
        OPEN_COMMENTS(() -> "From: " + "(".repeat(60_000) + "\nDate: " + "(".repeat(60_000) + "\n\nx"),
        OPEN_QUOTES(() -> "From: " + "\"\\".repeat(30_000) + "\nTo: " + "<\"".repeat(30_000) + "\n\nx"),
        COLONS(() -> "From: " + "a:".repeat(30_000) + "\nTo: " + " @".repeat(30_000) + "\n\nx"),
        SUBJECT_TAGS(() -> "Subject: " + "[a]".repeat(20_000) + "\nX: y\n\nx"),
        SUBJECT_FORWARDS(() -> "Subject: " + "[fwd:".repeat(9_000) + "]".repeat(9_000) + "\n\nx"),
        PARAMETER_SEGMENTS(() -> {
            StringBuilder mail = new StringBuilder("Content-Type: text/plain");
            IntStream.range(0, 100_000).forEach(i -> mail.append("; name*" + i + "*=a"));
            return mail.append("\n\nx").toString();
        }),
        SOFT_LINE_BREAKS(() -> "Content-Transfer-Encoding: quoted-printable\n\n" + "=\n".repeat(10 << 20)),
        SPACES(() -> "Content-Transfer-Encoding: quoted-printable\n\n" + " ".repeat(20 << 20) + "x"),
        CARRIAGE_RETURNS(() -> "Subject: x\r\r" + "\r".repeat(20 << 20)),
        DASHES(() -> "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + "--\n".repeat(10 << 20)),
        HTML(() -> "Content-Type: text/html\n\n" + "<div>".repeat(4 << 20)),
        PLUS_SIGNS(() -> "Content-Type: text/plain; charset=utf-7\n\n" + "+".repeat(20 << 20)),
        LONG_TEXT(() -> "Subject: x\n\n" + "a word or two\n".repeat(3_500_000)),
        LONG_ATTACHMENT(() -> "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(new byte[36 << 20])),
        MESSAGES_IN_BASE64(() -> {
            String mail = "Subject: x\n\n" + "text\n".repeat(1_000_000);
            for (int i = 0; i < 5; i++) {
                byte[] inner = mail.getBytes(StandardCharsets.ISO_8859_1);
                mail = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(inner);
            }
            return mail;
        });

        private final Supplier<String> mail;

        Bomb(Supplier<String> mail) {
            this.mail = mail;
        }
    }

    @ParameterizedTest
    @EnumSource(Bomb.class)
    void takesBombsApartInBoundedTime(Bomb bomb) {
        byte[] raw = bomb.mail.get().getBytes(StandardCharsets.ISO_8859_1);

        ParsedMessage message = assertTimeoutPreemptively(BOUND, () -> parse(raw));

        assertThat(message.parts()).hasSizeLessThanOrEqualTo(ParseLimits.PARTS);
        assertThat(message.text().length()).isLessThanOrEqualTo(ParseLimits.TEXT);
        assertThat(message.references()).hasSizeLessThanOrEqualTo(2 * ParseLimits.REFERENCES + 1);
        assertThat(message.defects())
                .hasSizeLessThanOrEqualTo(ParseLimits.DEFECTS)
                .isNotEmpty();
    }

    @Test
    void looksAtNoMoreBytesThanTheBound() {
        byte[] raw = new byte[ParseLimits.MESSAGE_BYTES + 10];

        assertThat(parse(raw).defects()).extracting(Defect::kind).contains(Defect.Kind.MESSAGE_TOO_LONG);
    }

    @Property
    void parsesAnyBytes(@ForAll byte[] bytes) {
        isWhole(parse(bytes));
    }

    @Property(tries = 3_000)
    void parsesAnyDamagedMail(@ForAll("damages") List<Damage> damages) {
        byte[] mail = SAMPLE.getBytes(StandardCharsets.UTF_8);
        for (Damage damage : damages) {
            mail = damage.applied(mail);
        }

        isWhole(parse(mail));
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<byte[]> inserted = Arbitraries.oneOf(
                        Arbitraries.of(
                                "\n", "\r", "\r\n", "--c", "--b b", "=?", "?=", "<", ">", "(", "\"", ";", ":", "=",
                                "\0"),
                        Arbitraries.strings().ofMaxLength(5))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
        return Combinators.combine(
                        Arbitraries.integers(), Arbitraries.integers().between(0, 20), inserted)
                .as(Damage::new)
                .list()
                .ofMaxSize(8);
    }

    private static ParsedMessage parse(byte[] raw) {
        return new MessageParser().parse(raw);
    }

    /** Asks for everything, since parts decode when asked. */
    private static void isWhole(ParsedMessage message) {
        assertThat(MailFacts.of(message)).isNotEmpty();
        assertThat(message.text()).doesNotContain("\0").doesNotContain("\r");
        assertThat(message.parts())
                .isNotEmpty()
                .allSatisfy(
                        part -> assertThat(part.size()).isEqualTo(part.content().readAllBytes().length));
        assertThat(message.parts()).extracting(BodyPart::number).doesNotHaveDuplicates();
    }

    private static final String SAMPLE = """
            From: =?utf-8?Q?Ad=C3=A4?= (A) <ada@example.org>
            To: group: "B, C" <b@example.org>, d at e.example (D);
            Subject: Re: [x] =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=
            Date: Mon, 6 Mar 2023 10:15:30 +0100 (CET)
            Message-ID: <a@example.org>
            References: <b@example.org>
             <c@example.org>
            Content-Type: multipart/mixed; boundary="b b"; x*0*=utf-8''a; x*1=b

            --b b
            Content-Type: text/plain; charset=utf-7

            +ZeVnLIqe-
            --b b
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Transfer-Encoding: quoted-printable

            caf=C3=A9 =
            --c
            Content-Type: text/html; charset=x-unknown

            <p>caf\u00e9</p>
            --c--
            --b b
            Content-Type: application/zip; name="a.zip"
            Content-Transfer-Encoding: base64

            UEsDBA==
            --b b
            Content-Transfer-Encoding: x-uuencode

            begin 644 cat.txt
            #0V%T
            `
            end
            --b b--
            """;
}
