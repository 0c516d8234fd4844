package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.pipermail.Residue;
import org.salonarchive.testing.WebServer;

/** What Pipermail took out of messages is put back where it stood. */
@Timeout(120)
class PipermailAttachmentsTest {

    private static final String PARTING = "-------------- next part --------------\n";
    private static final int TRIES = 3;

    private final Site site = new Site();

    PipermailAttachmentsTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    private static String folder(int number) {
        return "attachments/20240610/" + Residue.digits("<" + number + "@example.org>") + "/";
    }

    private String url(int number, String name) {
        return site.server.url(Site.BASE + folder(number) + name);
    }

    private static String head(int number) {
        return "From: someone at example.org (Some One)\nDate: Mon, 10 Jun 2024 09:00:00 +0000\nSubject: Number "
                + number + "\nMessage-ID: <" + number + "@example.org>\n\n";
    }

    private static String mail(int number, String body) {
        return "From someone at example.org  Mon Jun 10 11:00:00 2024\n" + head(number) + body + "\n\n";
    }

    private String picture(int number) {
        return PARTING + "A non-text attachment was scrubbed...\nName: tree.png\nType: image/png\nSize: 11 bytes\n"
                + "Desc: not available\nURL: <" + url(number, "attachment.png") + ">\n";
    }

    private static ParsedMessage parsed(String message) {
        return new MessageParser().parse(message.getBytes(ISO_8859_1));
    }

    private static String content(BodyPart part) throws IOException {
        try (InputStream in = part.content();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            in.transferTo(out);
            return out.toString(UTF_8);
        }
    }

    @Test
    void attachmentsStandWhereTheyStood() throws IOException {
        site.text("2024-June", mail(1, "Before.\n" + picture(1) + PARTING + "After.\n"));
        site.put(folder(1) + "attachment.png", "the picture");
        ParsedMessage message = parsed(site.passes.pass(site.place).get(0));
        assertThat(message.messageId().value()).isEqualTo("1@example.org");
        assertThat(message.from().address()).isEqualTo("someone@example.org");
        assertThat(message.defects()).isEmpty();
        assertThat(message.parts())
                .extracting(BodyPart::mediaType)
                .containsExactly("text/plain", "image/png", "text/plain");
        assertThat(message.attachments()).singleElement().satisfies(part -> {
            assertThat(part.fileName()).isEqualTo("tree.png");
            assertThat(content(part)).isEqualTo("the picture");
        });
        assertThat(message.text()).contains("Before.").contains("After.").doesNotContain("scrubbed", "next part");
        assertThat(site.passes.faults()).isEmpty();
        assertThat(site.place.look()).contains("with the attachments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"URL: <%s>", "URL: %s", "Url : %s ", "Url: %s", "URL: <%s> "})
    void everyAgeWritesTheAddressInItsOwnWay(String form) throws IOException {
        String path = Site.BASE + folder(1) + "attachment.bin";
        site.text(
                "2024-May",
                mail(
                        1,
                        "Text.\n" + PARTING + "A non-text attachment was scrubbed...\nName: a.bin\n"
                                + form.formatted(url(1, "attachment.bin")) + "\n"));
        site.text(
                "2024-June",
                mail(
                        1,
                        "Other text.\n" + PARTING + "Une pi\u00e8ce jointe a \u00e9t\u00e9 nettoy\u00e9e...\n"
                                + form.formatted(path) + "\n"));
        site.put(folder(1) + "attachment.bin", "bytes");
        assertThat(site.passes.pass(site.place))
                .hasSize(2)
                .allSatisfy(message -> assertThat(parsed(message).attachments()).hasSize(1));
    }

    @Test
    void htmlIsReadAgainAsItWasSent() throws IOException {
        site.text(
                "2024-June",
                mail(1, "An HTML attachment was scrubbed...\nURL: <" + url(1, "attachment.html") + ">\n")
                        + mail(
                                2,
                                "The text.\n" + PARTING + "An HTML attachment was scrubbed...\nURL: <"
                                        + url(2, "attachment.htm") + ">\n"));
        String escaped =
                "<tt>\n&lt;p&gt;1 &amp;lt; 2,&nbsp;&nbspthree&lt;/p&gt;<br>\n&lt;b&gt;x&lt;/b&gt;<br>\n</tt>\n";
        site.put(folder(1) + "attachment.html", escaped);
        site.put(folder(2) + "attachment.htm", "<p>As it is.</p>");
        List<String> given = site.passes.pass(site.place);
        ParsedMessage alone = parsed(given.get(0));
        assertThat(alone.displayed()).singleElement().satisfies(part -> {
            assertThat(part.mediaType()).isEqualTo("text/html");
            assertThat(content(part)).isEqualTo("<p>1 &lt; 2,  three</p>\n<b>x</b>\n");
        });
        ParsedMessage beside = parsed(given.get(1));
        assertThat(beside.text()).isEqualTo("The text.\n");
        assertThat(beside.attachments())
                .singleElement()
                .satisfies(part -> assertThat(content(part)).isEqualTo("<p>As it is.</p>"));
    }

    @Test
    void aForwardedMessageIsAMessageAgain() throws IOException {
        site.text(
                "2024-June",
                mail(
                        1,
                        "See below.\n" + PARTING + "An embedded message was scrubbed...\nFrom: A <a at x>\n"
                                + "Subject: Old\n folded\nDate: Mon, 3 Jun 2024 10:00:00 +0000\nSize: 99\nURL: <"
                                + url(1, "attachment.eml")
                                + ">\n"));
        site.put(folder(1) + "attachment.eml", "From: A &lt;a@x.example&gt;\nSubject: Old\n\nOld &amp; wise.\n");
        ParsedMessage message = parsed(site.passes.pass(site.place).get(0));
        assertThat(message.text()).contains("See below.").contains("Old & wise.");
    }

    @Test
    void theSameBytesAgain() throws IOException {
        site.text("2024-June", mail(1, "Text.\n" + picture(1)));
        site.put(folder(1) + "attachment.png", "the picture");
        List<String> first = site.passes.pass(site.place);
        try (Site other = new Site()) {
            other.text("2024-June", mail(1, "Text.\n" + picture(1)));
            other.put(folder(1) + "attachment.png", "the picture");
            assertThat(other.passes.pass(other.place)).isEqualTo(first);
        }
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.server.timesAsked(Site.BASE + folder(1) + "attachment.png"))
                .isEqualTo(1);
    }

    @Test
    void whatIsGoneIsToldAndItsPlaceStays() throws IOException {
        String body = "Text.\n" + picture(1) + PARTING + "A non-text attachment was scrubbed...\nName: b.bin\nURL: <"
                + url(1, "attachment-0001.bin") + ">\n";
        site.text("2024-June", mail(1, body) + mail(2, "Alone.\n" + picture(2)));
        site.put(folder(1) + "attachment-0001.bin", "b");
        List<String> given = site.passes.pass(site.place);
        ParsedMessage message = parsed(given.get(0));
        assertThat(message.attachments())
                .singleElement()
                .satisfies(part -> assertThat(part.fileName()).isEqualTo("b.bin"));
        assertThat(message.text()).contains("Name: tree.png");
        assertThat(given.get(1)).isEqualTo(head(2) + "Alone.\n" + picture(2) + "\n");
        assertThat(site.passes.faults())
                .singleElement()
                .asString()
                .contains("no attachment at")
                .contains("status 404");
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).isEmpty();
    }

    @Test
    void whatCannotBeHadNowIsTriedAgainAndNotForEver() throws IOException {
        site.text("2024-June", mail(1, "One.\n" + picture(1)) + mail(2, "Two.\n"));
        site.put(folder(1) + "attachment.png", "the picture");
        site.fail(folder(1) + "attachment.png", TRIES, "503 X");
        assertThat(site.passes.pass(site.place)).hasSize(2).allMatch(text -> !text.contains("multipart"));
        assertThat(site.passes.faults()).singleElement().asString().contains("It is tried again.");
        assertThat(site.passes.pass(site.place)).isEmpty();
        site.clock.forward(Duration.ofHours(2));
        assertThat(site.passes.pass(site.place))
                .singleElement()
                .satisfies(message -> assertThat(parsed(message).attachments()).hasSize(1));
        site.clock.forward(Duration.ofDays(30));
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).isEmpty();
    }

    @Test
    void afterSomeTriesNobodyIsAskedAnyMore() throws IOException {
        site.text("2024-June", mail(1, "One.\n" + picture(1)));
        site.fail(folder(1) + "attachment.png", 100, "503 X");
        for (int pass = 0; pass < 10; pass++) {
            site.passes.pass(site.place);
            site.clock.forward(Duration.ofDays(20));
        }
        assertThat(site.server.timesAsked(Site.BASE + folder(1) + "attachment.png"))
                .isEqualTo(6 * TRIES);
        assertThat(site.passes.messages()).hasSize(1);
    }

    @Test
    void whatRobotsTxtForbidsIsNotAskedForUntilItAllows() throws IOException {
        site.text("2024-June", mail(1, "One.\n" + picture(1)));
        site.put(folder(1) + "attachment.png", "the picture");
        site.shelf.put("/robots.txt", "User-agent: *\nDisallow: */attachments/".getBytes(UTF_8));
        assertThat(site.passes.pass(site.place)).hasSize(1);
        assertThat(site.passes.faults()).singleElement().asString().contains("robots.txt");
        assertThat(site.server.asked()).noneMatch(asked -> asked.path().contains("attachments"));
        site.shelf.put("/robots.txt", new byte[0]);
        site.clock.forward(Duration.ofHours(25));
        assertThat(site.passes.pass(site.place)).hasSize(1);
    }

    @Test
    void nothingIsAskedOfAnyoneElse() throws IOException {
        String foreign = picture(1).replaceAll("<http://[^/]+", "<http://127.0.0.2:1");
        String quoted = picture(1).replace("\n", "\n> ");
        String otherMessages = picture(7);
        site.text(
                "2024-June",
                mail(1, "One.\n" + foreign)
                        + mail(2, quoted)
                        + mail(3, "Three.\n" + otherMessages)
                        + mail(4, "Four.\n" + picture(4).replace("attachment.png", "../../../../../etc/passwd")));
        site.put(folder(1) + "attachment.png", "the picture");
        List<String> given = site.passes.pass(site.place);
        assertThat(parsed(given.get(0)).attachments()).hasSize(1);
        assertThat(given.subList(1, 4)).noneMatch(text -> text.contains("multipart"));
        assertThat(site.server.asked())
                .extracting(WebServer.Asked::path)
                .filteredOn(path -> path.contains("attachments") || path.contains("passwd"))
                .containsExactly(Site.BASE + folder(1) + "attachment.png");
        assertThat(site.passes.faults()).isEmpty();
    }

    @Test
    void liesLeaveTheText() throws IOException {
        site.text(
                "2024-June",
                mail(1, "One.\n" + picture(1)) + mail(2, "Two.\n" + picture(2)) + mail(3, "Three.\n" + picture(3)));
        site.shelf.once(
                Site.BASE + folder(1) + "attachment.png",
                (asked, out) -> WebServer.write(
                        out,
                        "302 Found",
                        Map.of("Location", "http://127.0.0.9/secret", "Content-Length", "0"),
                        new byte[0]));
        site.shelf.once(
                Site.BASE + folder(2) + "attachment.png",
                (asked, out) -> WebServer.write(out, "200 OK", Map.of("Content-Length", "10737418240"), new byte[100]));
        site.put(folder(3) + "attachment.png", "the picture");
        for (int i = 0; i < TRIES - 1; i++) {
            site.shelf.once(
                    Site.BASE + folder(3) + "attachment.png",
                    (asked, out) ->
                            WebServer.write(out, "200 OK", Map.of("Content-Length", "11"), "the".getBytes(UTF_8)));
        }
        List<String> given = site.passes.pass(site.place);
        assertThat(given).hasSize(3);
        assertThat(given.subList(0, 2)).noneMatch(text -> text.contains("multipart"));
        assertThat(content(parsed(given.get(2)).attachments().get(0))).isEqualTo("the picture");
        assertThat(site.passes.faults())
                .singleElement()
                .asString()
                .contains("redirects")
                .contains("is larger than");
        site.clock.forward(Duration.ofDays(30));
        assertThat(site.passes.pass(site.place)).isEmpty();
    }

    @Test
    void moreThanAMessageMayHoldIsToldAndLeftOut() throws IOException {
        StringBuilder body = new StringBuilder("Text.\n");
        for (int i = 0; i <= SourceLimits.ATTACHMENTS; i++) {
            body.append(picture(1).replace("attachment.png", "attachment-" + i + ".png"));
            site.put(folder(1) + "attachment-" + i + ".png", "p");
        }
        site.text("2024-June", mail(1, body.toString()));
        assertThat(parsed(site.passes.pass(site.place).get(0)).attachments()).hasSize(SourceLimits.ATTACHMENTS);
        assertThat(site.passes.faults()).singleElement().asString().contains("more than 100 attachments");
    }
}
