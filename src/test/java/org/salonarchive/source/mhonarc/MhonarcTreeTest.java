package org.salonarchive.source.mhonarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.testing.Mhonarc;

/** How archives that MHonArc made are found, read, and read again; pages are written here as MHonArc writes them. */
class MhonarcTreeTest {

    private static final MessageParser PARSER = new MessageParser();

    @TempDir
    private Path folder;

    static String page(String comments, String head, String body) {
        return "<!-- MHonArc v2.6.19 -->\n" + comments
                + "<!--X-Head-End-->\n<html><head><title>t</title></head><body>\n"
                + "<!--X-Subject-Header-Begin-->\n<h1>heading</h1>\n<!--X-Subject-Header-End-->\n"
                + "<!--X-Head-of-Message-->\n<ul>\n" + head + "</ul>\n<!--X-Head-of-Message-End-->\n"
                + "<!--X-Body-of-Message-->\n" + body + "\n<!--X-Body-of-Message-End-->\n<!--X-MsgBody-End-->\n"
                + "<!--X-Follow-Ups-->\n<!--X-Follow-Ups-End-->\n</body></html>\n";
    }

    static String page(int number, String body) {
        return page(
                "<!--X-Subject: s%d -->\n<!--X-Message-Id: m%d@x.org -->\n<!--X-Content-Type: text/plain -->\n"
                        .formatted(number, number),
                "<li><em>Date</em>: Tue, 22 Jul 2025 12:03:07 +0200</li>\n",
                body);
    }

    private Path write(String name, String page) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, page.getBytes(StandardCharsets.ISO_8859_1));
    }

    private record Pass(List<SourceItem> items, Checkpoint checkpoint) {

        List<RawMessage> messages() {
            return items.stream()
                    .filter(RawMessage.class::isInstance)
                    .map(RawMessage.class::cast)
                    .toList();
        }

        List<String> told() {
            return items.stream()
                    .filter(UnreadableStretch.class::isInstance)
                    .map(item -> ((UnreadableStretch) item).reason())
                    .toList();
        }

        ParsedMessage only() {
            assertThat(items).hasSize(1);
            return PARSER.parse(messages().get(0).bytes());
        }
    }

    private static Pass read(Source source, Optional<Checkpoint> after, int most) throws IOException {
        List<SourceItem> items = new ArrayList<>();
        try (Reading reading = source.read(after)) {
            Optional<SourceItem> item = items.size() < most ? reading.next() : Optional.empty();
            while (item.isPresent()) {
                items.add(item.get());
                item = items.size() < most ? reading.next() : Optional.empty();
            }
            return new Pass(items, reading.checkpoint());
        }
    }

    private Pass read() throws IOException {
        List<Source> sources = Sources.find(List.of(folder)).sources();
        assertThat(sources).hasSize(1);
        return read(sources.get(0), Optional.empty(), Integer.MAX_VALUE);
    }

    @Test
    void aFlatArchiveIsOneSourceAndKeepsItsAddresses() throws IOException {
        write("msg00000.html", page(0, "<pre>one</pre>"));
        write("msg00012.html", page(12, "<pre>two</pre>"));
        write("maillist.html", "<html></html>");

        Pass pass = read();

        assertThat(pass.messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.provenance().origin()).isEqualTo(Origin.MHONARC_PAGE));
        assertThat(pass.messages().get(1).provenance().oldLinks())
                .containsExactly(new OldLink.Page(OldLink.Scheme.MHONARC, "", 12));
    }

    @Test
    void volumesAreReadInTimeAndTheMailboxBeforeThem() throws IOException {
        write("LIST/2025-July/msg00000.html", page(1, "<pre>July</pre>"));
        write("LIST/2025-June/msg00000.html", page(2, "<pre>June</pre>"));
        write("LIST/2024-December/msg00000.html", page(3, "<pre>December</pre>"));
        write("LIST/2025-July.txt", "From a at x.org  Tue Jul 22 10:00:00 2025\nFrom: a at x.org (A)\n");
        write("LIST/attachments/20250722/0123abcd/attachment.bin", "x");
        write("LIST.mbox/LIST.mbox", "From a@x.org Tue Jul 22 10:00:00 2025\nFrom: a@x.org\n\nx\n");
        try (GZIPOutputStream text =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("LIST/2025-July.txt.gz")))) {
            text.write('x');
        }
        Path list = folder.resolve("LIST");

        List<Source> sources = Sources.find(List.of(list)).sources();

        assertThat(sources.stream()
                        .map(source -> folder.relativize(Path.of(source.name())).toString()))
                .containsExactly(
                        "LIST.mbox/LIST.mbox",
                        "LIST/2024-December/msg*.html",
                        "LIST/2025-June/msg*.html",
                        "LIST/2025-July/msg*.html",
                        "LIST/2025-July");
        Pass july = read(sources.get(3), Optional.empty(), 9);
        assertThat(july.messages().get(0).provenance().oldLinks())
                .containsExactly(new OldLink.Page(OldLink.Scheme.MHONARC, "2025-July", 0));
    }

    @Test
    void pipermailAndOtherFoldersAreNone() throws IOException {
        write("2025-July/000001.html", "<html><!--beginarticle--><pre>x</pre><!--endarticle--></html>");
        write("2025-July/msg00001.html", "<html>a page of somebody</html>");

        assertThat(MhonarcTree.at(folder, Set.of(), false)).isEmpty();
    }

    @Test
    void aSecondPassReadsOnlyWhatIsNew() throws IOException {
        write("msg00000.html", page(0, "<pre>one</pre>"));
        write("msg00001.html", page(1, "<pre>two</pre>"));
        Pass first = read();

        write("msg00001.html", page(1, "<pre>two</pre>").replace("<!--X-Follow-Ups-->", "<!--X-Follow-Ups--><hr>"));
        write("msg00002.html", page(2, "<pre>three</pre>"));
        Source again = Sources.find(List.of(folder)).sources().get(0);
        Pass second = read(again, Optional.of(first.checkpoint()), 9);

        assertThat(second.messages()).hasSize(1);
        assertThat(read(again, Optional.of(second.checkpoint()), 9).items()).isEmpty();
    }

    @Test
    void whatWasCutOffGoesOnWhereItWas() throws IOException {
        for (int i = 0; i < 5; i++) {
            write("msg0000%d.html".formatted(i), page(i, "<pre>text</pre>"));
        }
        Source source = Sources.find(List.of(folder)).sources().get(0);
        Pass all = read(source, Optional.empty(), 9);
        for (int cut = 0; cut <= 5; cut++) {
            Pass begun = read(source, Optional.empty(), cut);
            Pass rest = read(source, Optional.of(begun.checkpoint()), 9);
            assertThat(begun.items().size() + rest.items().size()).isEqualTo(5);
            assertThat(rest.checkpoint()).isEqualTo(all.checkpoint());
        }
    }

    @Test
    void anArchiveThatWasMadeAnewIsReadAnew() throws IOException {
        write("msg00000.html", page(0, "<pre>one</pre>"));
        write("msg00001.html", page(1, "<pre>two</pre>"));
        Pass first = read();
        write("msg00001.html", page(7, "<pre>another</pre>"));

        Source again = Sources.find(List.of(folder)).sources().get(0);

        assertThat(read(again, Optional.of(first.checkpoint()), 9).items()).hasSize(2);
    }

    @Test
    void commentsOfOldVersionsAreRead() throws IOException {
        write(
                "msg00000.html",
                page(
                        "<!--X-Subject: a folded\n subject &#45;&#45; &#38;amp; \u00e9 -->\n"
                                + "<!--X-FROM: Ann &#60;ann@x.org> -->\n<!--X-Date: Tue, 22 Jul 2025 10:13:07 +0000 (UTC) -->\n"
                                + "<!--X-ContentType: text/plain -->\n<!--X-Reference-Id: a@x.org -->\n"
                                + "<!--X-Reference-Id: b@x.org -->\n<!--X-Message-Id: 0123@NO-ID-FOUND.mhonarc.org -->\n",
                        "",
                        "<pre>x</pre>"));

        RawMessage raw = read().messages().get(0);
        ParsedMessage message = PARSER.parse(raw.bytes());

        assertThat(message.subject()).isEqualTo("a folded subject -- &amp; \u00e9");
        assertThat(message.from().address()).isEqualTo("ann@x.org");
        assertThat(message.references().get(1).id().value()).isEqualTo("b@x.org");
        assertThat(message.messageIdMade()).isTrue();
        assertThat(raw.provenance().receivedAt().orElseThrow()).hasToString("2025-07-22T10:13:07Z");
        assertThat(message.originationDate().orElseThrow().toInstant()).hasToString("2025-07-22T10:13:07Z");
    }

    @Test
    void theRingIsTurnedBack() {
        assertThat(Commented.rotated("rneyNrneyubbq.pbz")).isEqualTo("earl@earlhood.com");
        assertThat(Commented.rotated("[. @. [naa <znaaN[[.ADU>")).isEqualTo("M. N. Mann <mann@MM.ORG>");
        assertThat(Commented.rotated("=?hgs-8?d?Lb=Q3=O9_[=Q3=PQyyre?= <mbrNSknzcyr.QA[>"))
                .isEqualTo("=?utf-8?q?Zo=C3=A9_M=C3=BCller?= <zoe@Example.COM>");
    }

    @Test
    void pagesWithoutCommentsAskTheDatabase() throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Path archive = folder.resolve("archive");
        Mhonarc.archive(archive, mailbox, "", "-noprintxcomments", "-spammode");
        Twins known = Twins.of(mailbox, archive);
        assertThat(known.count("sender")).isEqualTo(Letters.WITH_ID);

        Path database = archive.resolve(Database.FILE);
        Files.writeString(
                database,
                "system('touch /tmp/hostile');\n" + Files.readString(database, StandardCharsets.ISO_8859_1),
                StandardCharsets.ISO_8859_1);
        Pass without = read(Sources.find(List.of(archive)).sources().get(0), Optional.empty(), 99);

        assertThat(without.told())
                .hasSize(1)
                .allSatisfy(reason -> assertThat(reason).contains(Database.FILE).contains("was not used"));
        assertThat(without.messages()).hasSize(Letters.WITH_ID + 1);
        ParsedMessage shown = PARSER.parse(without.messages().get(0).bytes());
        assertThat(shown.messageIdMade()).isTrue();
        assertThat(shown.subject()).isEqualTo("Sch\u00f6ne Gr\u00fc\u00dfe & <tags> -- with dashes");
    }

    @Test
    void attachmentsComeBackWithTheirNames() throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Path archive = folder.resolve("archive/2025-July");
        Mhonarc.archive(archive, mailbox, "<MIMEArgs>\nm2h_external::filter; subdir\n</MIMEArgs>\n");

        List<RawMessage> messages = Twins.messages(folder.resolve("archive"));
        RawMessage raw = messages.get(4);
        ParsedMessage message = PARSER.parse(raw.bytes());

        assertThat(message.subject()).isEqualTo("Three parts");
        assertThat(message.parts().stream().map(BodyPart::mediaType))
                .containsExactly(
                        "text/plain", "application/pdf", "application/octet-stream", "image/png", "text/plain");
        BodyPart pdf = message.parts().get(1);
        assertThat(pdf.fileName()).isEqualTo("report one.pdf");
        assertThat(pdf.header().first("Content-Description")).contains("The report of the year");
        try (InputStream content = pdf.content()) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-1.4 not much");
        }
        assertThat(raw.provenance().oldLinks())
                .hasSize(4)
                .anySatisfy(link -> assertThat(link).isInstanceOfSatisfying(OldLink.File.class, file -> {
                    assertThat(file.path()).matches("2025-July/msg00004/pdf\\w{10}\\.pdf");
                    assertThat(file.sha256()).matches("[0-9a-f]{64}");
                }));
    }

    @Test
    void anArticleKeepsItsFormAndItsImage() throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Mhonarc.archive(folder.resolve("archive"), mailbox, "");

        ParsedMessage article =
                PARSER.parse(Twins.messages(folder.resolve("archive")).get(2).bytes());

        BodyPart html = article.displayed().get(0);
        assertThat(html.mediaType()).isEqualTo("text/html");
        assertThat(html.text())
                .contains("<h1>The long way home</h1>", "<li>First, a thing</li>", "about JavaScript", "&#x201C;long")
                .doesNotContain("Title:", " onclick=");
        BodyPart image = article.parts().get(1);
        assertThat(html.text()).contains("src=\"cid:" + image.contentId() + "\"");
        assertThat(image.mediaType()).isEqualTo("image/png");
    }

    @Test
    void filesThatAreNotItsOwnAreNeverTaken() throws IOException {
        Path secret = Files.writeString(folder.resolveSibling(folder.getFileName() + "-secret.bin"), "secret");
        String attachment =
                "<p><strong>Attachment:\n<a href=\"%s\" ><tt>n</tt></a></strong><br>\n<em>Description:</em> d</p>\n";
        String derived = "<!--X-Derived: %s -->\n";
        String outside = "../" + secret.getFileName();
        Files.createSymbolicLink(folder.resolve("binAAAAAAAAAA.bin"), secret);
        write("bin1234567890.bin", "of another message");
        StringBuilder comments = new StringBuilder("<!--X-Content-Type: multipart/mixed -->\n");
        StringBuilder body = new StringBuilder("<pre>x</pre>\n");
        for (String href : List.of(outside, secret.toString(), "binAAAAAAAAAA.bin", "gone.bin", "..", "%ZZ", "a%00b")) {
            comments.append(derived.formatted(href));
            body.append(attachment.formatted(href));
        }
        body.append(attachment.formatted("bin1234567890.bin"));
        write("msg00000.html", page(comments.toString(), "", body.toString()));

        Pass pass = read();

        assertThat(new String(pass.messages().get(0).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("c2VjcmV0", "b2YgYW5vdGhlciBtZXNzYWdl");
        assertThat(pass.told())
                .hasSize(1)
                .allSatisfy(reason -> assertThat(reason)
                        .contains("binAAAAAAAAAA.bin (a symbolic link)")
                        .contains("gone.bin (not there)"));
        Files.delete(secret);
    }

    @Test
    void linkedPagesAndVolumesAreNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("msg00001.html"), page(1, "<pre>x</pre>"));
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Files.writeString(archive.resolve("msg00000.html"), page(0, "<pre>x</pre>"));
        Files.createSymbolicLink(archive.resolve("2025-July"), elsewhere);
        Files.createSymbolicLink(archive.resolve("msg00009.html"), elsewhere.resolve("msg00001.html"));

        assertThat(Twins.messages(archive)).hasSize(1);
    }

    @Test
    void brokenPagesAreToldAndTheRestIsRead() throws IOException {
        String whole = page(0, "<pre>a text of some length</pre>");
        write("msg00000.html", whole);
        write("msg00001.html", whole.substring(0, whole.indexOf("of some")));
        write("msg00002.html", whole.substring(0, 90));
        write("msg00003.html", "");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole.getBytes(StandardCharsets.ISO_8859_1));
        }
        Files.write(folder.resolve("msg00004.html.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 40));
        write("msg00005.html", page(5, "<pre>the last</pre>"));

        Pass pass = read();

        assertThat(pass.messages()).hasSize(3);
        assertThat(PARSER.parse(pass.messages().get(1).bytes()).text()).startsWith("a text");
        assertThat(pass.told())
                .satisfiesExactly(
                        cut -> assertThat(cut).contains("msg00001.html ends within its message"),
                        headless -> assertThat(headless).contains("msg00002.html is no whole message page"),
                        empty -> assertThat(empty).contains("msg00003.html is no whole message page"),
                        damaged -> assertThat(damaged).contains("msg00004.html.gz is damaged"));
        Source again = Sources.find(List.of(folder)).sources().get(0);
        assertThat(read(again, Optional.of(pass.checkpoint()), 9).items()).isEmpty();
    }
}
