package org.salonarchive.message;

import static org.salonarchive.message.Defect.Kind.BOUNDARY_MISSING;
import static org.salonarchive.message.Defect.Kind.BOUNDARY_NOT_CLOSED;
import static org.salonarchive.message.Defect.Kind.CHARSET;
import static org.salonarchive.message.Defect.Kind.ENCODED_WORD;
import static org.salonarchive.message.Defect.Kind.FIELD_TOO_LONG;
import static org.salonarchive.message.Defect.Kind.HEADER_LINE;
import static org.salonarchive.message.Defect.Kind.HEADER_TOO_LONG;
import static org.salonarchive.message.Defect.Kind.MESSAGE_TOO_LONG;
import static org.salonarchive.message.Defect.Kind.NESTED_TOO_DEEP;
import static org.salonarchive.message.Defect.Kind.TEXT_TOO_LONG;
import static org.salonarchive.message.Defect.Kind.TOO_MANY_ADDRESSES;
import static org.salonarchive.message.Defect.Kind.TOO_MANY_PARTS;
import static org.salonarchive.message.Defect.Kind.TOO_MANY_REFERENCES;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Mails made to overflow a parser or to keep it busy, and the defects that say what was left out of them. */
enum Bomb {
    NESTED_MULTIPARTS(
            () -> numbered("", i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i + "\n", 10_000),
            NESTED_TOO_DEEP,
            BOUNDARY_NOT_CLOSED),
    NESTED_MESSAGES(() -> repeated("", "Content-Type: message/rfc822\n\n", 10_000), NESTED_TOO_DEEP),
    NESTED_IN_MULTIPARTS(
            () -> numbered(
                    "",
                    i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i
                            + "\nContent-Type: message/rfc822\n\n",
                    10_000),
            NESTED_TOO_DEEP),
    FLAT_PARTS(() -> mixed("--b\n\nx\n", 100_000), TOO_MANY_PARTS),
    ALTERNATIVES(() -> repeated(
            "Content-Type: multipart/alternative; boundary=b\n\n",
            "--b\nContent-Type: text/html\n\n" + "x\n".repeat(20_000),
            900)),
    UNDECLARED_PARTS(
            () -> mixed("--b\nContent-Type: text/html\n\n" + "<p>h\u00e9llo".repeat(4_000) + "\n", 900), TEXT_TOO_LONG),
    PARTS_WITH_LONG_HEADERS(
            () -> mixed("--b\n" + ("X: " + "y".repeat(200) + "\n").repeat(250) + "\nx\n", 900), HEADER_TOO_LONG),
    ENCODED_WORDS(() -> repeated("Subject:", " =?utf-8?q?a?=", 200_000), FIELD_TOO_LONG, ENCODED_WORD),
    UNENDED_ENCODED_WORDS(() -> repeated("From:", " =?utf-8?q?", 200_000), FIELD_TOO_LONG),
    LONG_LINE(() -> repeated("X: ", "y", (64 << 20) - 3), FIELD_TOO_LONG),
    TOO_LONG_MAIL(() -> repeated("X: y\n\n", "a line of it\n", 5_500_000), MESSAGE_TOO_LONG, TEXT_TOO_LONG),
    FOLDED_FIELD(() -> repeated("Subject: ", "\n y", 16 << 20), FIELD_TOO_LONG),
    SPACED_FOLDS(() -> repeated("Subject: x", "\n ", 25 << 20)),
    MANY_FIELDS(() -> repeated("", "X: y\n", 200_000), HEADER_TOO_LONG),
    JUNK_LINES(() -> repeated("X: y\n", "junk\nX-Y: z\n", 4_000_000), HEADER_LINE, HEADER_TOO_LONG),
    MANY_REFERENCES(
            () -> repeated("References:", "\n <12345678901234567890@example.org>", 100_000),
            FIELD_TOO_LONG,
            TOO_MANY_REFERENCES),
    MANY_REFERENCES_FIELDS(() -> repeated("", "References: <a@x>\n", 100_000), HEADER_TOO_LONG, TOO_MANY_REFERENCES),
    MANY_ADDRESSES(() -> repeated("To:", " a@example.org,", 100_000), FIELD_TOO_LONG, TOO_MANY_ADDRESSES),
    OPEN_COMMENTS(() -> bytes("From: " + "(".repeat(60_000) + "\nDate: " + "(".repeat(60_000) + "\n\nx")),
    NESTED_COMMENTS(() -> {
        String comment = "(".repeat(30_000) + ")".repeat(30_000);
        return bytes("From: a@x " + comment + "\nTo: " + comment + "\nDate: " + comment + "\nMessage-ID: " + comment
                + "\nContent-Type: " + comment + "\n\nx");
    }),
    OPEN_QUOTES(() -> bytes("From: " + "\"\\".repeat(30_000) + "\nTo: " + "<\"".repeat(30_000) + "\n\nx")),
    COLONS(() -> bytes("From: " + "a:".repeat(30_000) + "\nTo: " + " @".repeat(30_000) + "\n\nx")),
    SUBJECT_TAGS(() -> bytes("Subject: " + "[a]".repeat(20_000) + "\nX: y\n\nx")),
    SUBJECT_FORWARDS(() -> bytes("Subject: " + "[fwd:".repeat(9_000) + "]".repeat(9_000) + "\n\nx")),
    DATE_DIGITS(() -> bytes("Date: " + "1:".repeat(15_000) + "1-".repeat(15_000) + "\n\nx")),
    PARAMETER_SEGMENTS(() -> numbered("Content-Type: text/plain", i -> "; name*" + i + "*=a", 100_000), FIELD_TOO_LONG),
    LONG_BOUNDARY(
            () -> repeated("Content-Type: multipart/mixed; boundary=", "b", 2 << 20), FIELD_TOO_LONG, BOUNDARY_MISSING),
    BOUNDARY_BEYOND_THE_BOUND(
            () -> bytes("Content-Type: multipart/mixed; boundary=" + "b".repeat(3_000) + "\n\n--" + "b".repeat(3_000)
                    + "\n\nx"),
            BOUNDARY_MISSING),
    EQUALS_SIGNS(() -> repeated("Content-Transfer-Encoding: quoted-printable\n\n", "=", 50 << 20), TEXT_TOO_LONG),
    SOFT_LINE_BREAKS(() -> repeated("Content-Transfer-Encoding: quoted-printable\n\n", "=\n", 25 << 20)),
    SPACES(() -> repeated("Content-Transfer-Encoding: quoted-printable\n\n", " ", 50 << 20)),
    SPACED_WORDS(() -> repeated("Content-Transfer-Encoding: quoted-printable\n\n", " x=  ", 10 << 20), TEXT_TOO_LONG),
    CARRIAGE_RETURNS(() -> repeated("Subject: x\r\r", "\r", 50 << 20), TEXT_TOO_LONG),
    LINE_FEEDS(() -> repeated("Subject: x\n\n", "\n", 50 << 20), TEXT_TOO_LONG),
    LINE_FEEDS_IN_A_PART(() -> mixed("\n", 50 << 20), BOUNDARY_MISSING, TEXT_TOO_LONG),
    DASHES(() -> mixed("--", 25 << 20), BOUNDARY_MISSING, TEXT_TOO_LONG),
    DASHED_LINES(() -> mixed("--\n", 16 << 20), BOUNDARY_MISSING, TEXT_TOO_LONG),
    NEAR_BOUNDARIES(
            () -> repeated(
                    "Content-Type: multipart/mixed; boundary=" + "b".repeat(900) + "\n\n",
                    "--" + "b".repeat(899) + "\n",
                    58_000),
            BOUNDARY_MISSING,
            TEXT_TOO_LONG),
    NEAR_BOUNDARIES_OF_MANY(
            () -> {
                String common = "b".repeat(1_000);
                byte[] open = numbered(
                        "",
                        i -> "Content-Type: multipart/mixed; boundary=" + common + i + "\n\n--" + common + i + "\n",
                        ParseLimits.NESTING - 1);
                return repeated(new String(open, StandardCharsets.ISO_8859_1), "--" + common + "\n", 52_000);
            },
            BOUNDARY_NOT_CLOSED,
            TEXT_TOO_LONG),
    LIKELY_BOUNDARIES(
            () -> repeated("Content-Type: multipart/mixed\n\n", "--bb\ncontent-\n", 3_700_000), TOO_MANY_PARTS),
    HTML(() -> repeated("Content-Type: text/html\n\n", "<div>", 10 << 20), TEXT_TOO_LONG),
    HTML_LISTS(() -> repeated("Content-Type: text/html\n\n", "<ul><li>x", 5 << 20), TEXT_TOO_LONG),
    HTML_ATTRIBUTES(() -> numbered("Content-Type: text/html\n\n<p", i -> " a" + i + "=b", 5_000_000), TEXT_TOO_LONG),
    PLUS_SIGNS(() -> repeated("Content-Type: text/plain; charset=utf-7\n\n", "+", 50 << 20), TEXT_TOO_LONG),
    ESCAPES(() -> repeated("Content-Type: text/plain; charset=iso-2022-jp\n\n", "\33$B", 16 << 20), TEXT_TOO_LONG),
    UNDECLARED_BYTES(() -> repeated("Subject: x\n\n", "\u00e9\u00e8\u00ea ", 12 << 20), TEXT_TOO_LONG),
    WRONG_UTF_8(
            () -> repeated("Content-Type: text/plain; charset=utf-8\n\n", "\u00e9\u00e8\u00ea ", 12 << 20),
            TEXT_TOO_LONG,
            CHARSET),
    ENRICHED(() -> repeated("Content-Type: text/enriched\n\n", "<<<bold>\n\n", 5 << 20), TEXT_TOO_LONG),
    LONG_TEXT(() -> repeated("Subject: x\n\n", "a word or two\n", 3_700_000), TEXT_TOO_LONG),
    UUENCODE(() -> repeated("Content-Transfer-Encoding: x-uuencode\n\n", "begin 644 x\n", 4_300_000)),
    UUENCODE_IN_TEXT(() -> repeated("Subject: x\n\n", "begin 644 x\n#0V%T\n`\nend\n", 2_200_000), TEXT_TOO_LONG),
    YENC(
            () -> repeated(
                    "Subject: x\n\n", "=ybegin line=128 size=4 name=x\n\u008d\u00fe=J=M\n=yend size=4\n", 1_000_000),
            TEXT_TOO_LONG),
    BASE64_TEXT(() -> base64("Content-Transfer-Encoding: base64\n\n", 36 << 20), TEXT_TOO_LONG),
    BASE64_ATTACHMENT(() -> base64("Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n", 36 << 20)),
    MESSAGES_IN_BASE64(
            () -> {
                byte[] mail = repeated("Subject: x\n\n", "text\n", 2_400_000);
                for (int i = 0; i < 5; i++) {
                    mail = joined(
                            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n",
                            Base64.getMimeEncoder().encode(mail));
                }
                return mail;
            },
            NESTED_TOO_DEEP);

    private final Supplier<byte[]> mail;
    private final Set<Defect.Kind> defects;

    Bomb(Supplier<byte[]> mail, Defect.Kind... defects) {
        this.mail = mail;
        this.defects = Set.of(defects);
    }

    byte[] mail() {
        return mail.get();
    }

    /** What must be said of it, besides what its header section does not have. */
    Set<Defect.Kind> defects() {
        return defects;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] mixed(String unit, int count) {
        return repeated("Content-Type: multipart/mixed; boundary=b\n\n", unit, count);
    }

    /** In one array from the beginning, since the test is about memory. */
    private static byte[] repeated(String head, String unit, int count) {
        byte[] begin = bytes(head);
        byte[] one = bytes(unit);
        byte[] mail = Arrays.copyOf(begin, begin.length + one.length * count);
        for (int i = begin.length; i < mail.length; i += one.length) {
            System.arraycopy(one, 0, mail, i, one.length);
        }
        return mail;
    }

    private static byte[] numbered(String head, IntFunction<String> unit, int count) {
        StringBuilder mail = new StringBuilder(head);
        for (int i = 0; i < count; i++) {
            mail.append(unit.apply(i));
        }
        return bytes(mail.toString());
    }

    private static byte[] base64(String head, int size) {
        return joined(head, Base64.getMimeEncoder().encode(new byte[size]));
    }

    private static byte[] joined(String head, byte[] body) {
        byte[] begin = bytes(head);
        byte[] mail = Arrays.copyOf(begin, begin.length + body.length);
        System.arraycopy(body, 0, mail, begin.length, body.length);
        return mail;
    }
}
