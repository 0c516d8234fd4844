package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Any bytes are a message. */
class MessageParserTest {
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
