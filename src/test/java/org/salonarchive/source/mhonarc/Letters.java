package org.salonarchive.source.mhonarc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A mailbox of few letters that have in them what MHonArc treats in ways of its own. */
final class Letters {

    /** A red point. */
    static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    static final String ARTICLE = """
            <html><head><title>The long way home</title></head><body bgcolor="#ffffff">
            <h1>The long way home</h1>
            <p>By <b>Zo\u00eb M\u00fcller</b> \u2014 it\u2019s a \u201clong\u201d story about JavaScript.</p>
            <h2>What happened</h2>
            <ul><li>First, a thing</li><li>Then <a href="https://example.org/then?a=1&amp;b=2">another</a></li></ul>
            <ol><li>One</li><li>Two</li></ol>
            <p><img src="cid:point@example.org" alt="A point" width="40" height="40"></p>
            <blockquote><p>A quoted paragraph.</p></blockquote>
            <table><tr><td>left</td><td>right</td></tr></table>
            <p onclick="alert(1)">The end.</p>
            </body></html>
            """;

    /** Letters that have a Message-ID. */
    static final int WITH_ID = 10;

    private final ByteArrayOutputStream mailbox = new ByteArrayOutputStream();
    private int count;

    static Path in(Path file) throws IOException {
        return Files.write(file, new Letters().all());
    }

    private byte[] all() {
        plain();
        flowed();
        article();
        attachments();
        nested();
        answers();
        encodings();
        withoutId();
        return mailbox.toByteArray();
    }

    private void plain() {
        letter(
                "=?utf-8?q?Zo=C3=AB_M=C3=BCller?= <zoe@Example.COM>",
                "=?utf-8?q?Sch=C3=B6ne_Gr=C3=BC=C3=9Fe?= & <tags> -- with dashes",
                "",
                "text/plain; charset=utf-8",
                """
                Hello & welcome,

                see <http://example.org/a?b=c&d=e> and https://example.org/\u00fc.
                  indented \u2014 with a dash, <script>alert(1)</script> and a tab\there.

                > quoted once
                >> quoted twice
                > > quoted with a space
                Mail zoe@example.com or <letter-1@letters.example.org>.

                --\s
                Zo\u00eb
                """);
    }

    private void flowed() {
        letter(
                "\"M. N. Mann\" <mann@MM.ORG>",
                "Re: flowed",
                "References: <letter-1@letters.example.org>\nIn-Reply-To: <letter-1@letters.example.org>\n",
                "text/plain; charset=us-ascii; format=flowed",
                """
                This paragraph is flowed and goes\s
                on over two lines.

                > So does what is quoted, and it\s
                > goes on, too.
                >> Deeper.
                > Once more.
                  A line that is stuffed.
                 From the start.
                Fixed.

                --\s
                Mann
                """);
    }

    private void article() {
        letter(
                "editor@news.example.org (The Editor)",
                "The long way home",
                "",
                "multipart/alternative; boundary=\"alt\"",
                """
                --alt
                Content-Type: text/plain; charset=utf-8

                The long way home, as text.
                --alt
                Content-Type: multipart/related; boundary="rel"

                --rel
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                --rel
                Content-Type: image/png; name="point.png"
                Content-Disposition: inline; filename="point.png"
                Content-ID: <point@example.org>
                Content-Transfer-Encoding: base64

                %s
                --rel--

                --alt--
                """.formatted(ARTICLE, IMAGE));
        letter("editor@news.example.org", "Only HTML", "", "text/html; charset=utf-8", ARTICLE);
    }

    private void attachments() {
        String pdf = Base64.getEncoder().encodeToString("%PDF-1.4 not much".getBytes(StandardCharsets.US_ASCII));
        letter(
                "Bea <bea@example.org>",
                "Three parts",
                "References: <letter-1@letters.example.org> <letter-2@letters.example.org>\n",
                "multipart/mixed; boundary=\"mix\"",
                """
                --mix
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Voil=E0, the report.
                --mix
                Content-Type: application/pdf; name="report one.pdf"
                Content-Disposition: attachment; filename="report one.pdf"
                Content-Description: The report of the year
                Content-Transfer-Encoding: base64

                %s
                --mix
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                AAECAwQFBgcICQ==
                --mix
                Content-Type: image/png; name="point.png"
                Content-Transfer-Encoding: base64

                %s
                --mix
                Content-Type: text/plain

                _______________________________________________
                Letters mailing list
                https://lists.example.org/listinfo/letters
                --mix--
                """.formatted(pdf, IMAGE));
    }

    private void nested() {
        letter("Bea <bea@example.org>", "Fwd: a message", "", "multipart/mixed; boundary=\"fwd\"", """
                --fwd
                Content-Type: text/plain

                Look at this:
                --fwd
                Content-Type: message/rfc822

                From: Carl <carl@example.net>
                To: Bea <bea@example.org>
                Subject: the inner one
                Date: Mon, 21 Jul 2025 08:00:00 +0000
                Message-ID: <inner@example.net>
                Content-Type: text/plain; charset=utf-8

                Inner words \u2014 here.
                --fwd--
                """);
    }

    private void answers() {
        letter(
                "Dora <dora@example.org>",
                "[letters] Re: [letters] Three parts",
                "In-Reply-To: Your message of \"Tue, 22 Jul 2025\" <letter-5@letters.example.org>\n",
                "text/plain",
                "One line.\n");
        letter(
                "dora@example.org",
                "",
                "References: <elsewhere@example.org>\n\t<letter-7@letters.example.org>\nReply-To: letters@lists.example.org\n",
                "text/plain",
                "Nothing in the subject.\n");
    }

    private void encodings() {
        letter(
                "=?iso-2022-jp?b?GyRCOzNFRBsoQg==?= <yamada@example.jp>",
                "=?iso-2022-jp?b?GyRCRnxLXDhsGyhC?=",
                "",
                "text/plain; charset=iso-2022-jp",
                "\u001b$BF|K\\8l\u001b(B\n");
        letter(
                "ivan@example.ru",
                "=?koi8-r?b?8NLJ18XU?=",
                "",
                "text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64",
                "8NLJ18XULCDNydIhCg==\n");
    }

    private void withoutId() {
        String head = "From x Tue Jul 22 12:00:00 2025\nFrom: nobody@example.org\nTo: letters@lists.example.org\n"
                + "Subject: No id\nDate: Tue, 22 Jul 2025 12:00:00 +0200\n\nWithout one.\n\n";
        mailbox.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    }

    private void letter(String from, String subject, String fields, String contentType, String body) {
        count++;
        // Three months, and a way of ten minutes.
        String day = "%02d %s 2025".formatted(count, count % 3 == 0 ? "Jun" : count % 3 == 1 ? "Jul" : "Aug");
        String letter = "From x Tue Jul 22 10:00:00 2025\n"
                + "Received: from a by b; %s 10:13:07 +0000\n".formatted(day)
                + "From: " + from + "\nTo: letters@lists.example.org\nCc: \"Dora\" <dora@example.org>\n"
                + "Subject: " + subject + "\nDate: %s 12:03:07 +0200\n".formatted(day)
                + "Message-ID: <letter-" + count + "@letters.example.org>\n"
                + "List-Id: Letters <letters.lists.example.org>\n" + fields + "MIME-Version: 1.0\nContent-Type: "
                + contentType + "\n\n" + body + "\n";
        mailbox.writeBytes(letter.getBytes(StandardCharsets.UTF_8));
    }
}
