package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.pipermail.Residue;
import org.salonarchive.testing.WebServer;

/** A volume without a text is read from its message pages, whatever version of Mailman wrote them. */
@Timeout(120)
class PipermailPagesTest {

    private static final String VOLUME = "2024-May/";
    private static final long EPOCH = Instant.parse("2024-05-01T10:00:00Z").getEpochSecond();

    private final Site site = new Site();

    PipermailPagesTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    /** A page as Mailman 2.1.10 and later write it. */
    private static String page(int number, String body) {
        return """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
                <HTML><HEAD><TITLE> [Salon] Number %1$d &#8211; caf&eacute;
                   </TITLE><LINK REL="Index" HREF="index.html" >
                <META http-equiv="Content-Type" content="text/html; charset=us-ascii"></HEAD><BODY BGCOLOR="#ffffff">
                <H1>[Salon] Number %1$d &#8211; caf&eacute;</H1><B>Zo&euml; Some</B>
                <A HREF="mailto:salon%%40example.org?Subject=Re%%3A%%20Number&In-Reply-To=%%3C%1$d%%40example.org%%3E"
                   TITLE="Number">zoe at example.org
                </A><BR><I>Wed May  1 06:00:00 EDT 2024</I><P><UL><LI>Previous message (by thread): <A HREF="000000.html">x</A></UL>
                <HR><!--beginarticle-->
                <PRE>%2$s
                </PRE>
                <!--endarticle-->
                    <HR><P><UL><!--threads--><LI>Next message</UL></BODY></HTML>
                """.formatted(number, body);
    }

    private void volume(String... entries) {
        site.pages("2024-May");
        site.put(VOLUME + "thread.html", "<ul>" + String.join("\n", entries) + "</ul>");
    }

    private static String entry(int number, String key) {
        return "<!--0 " + key
                + " -->\n<LI><A HREF=\"%06d.html\">Number\n</A><A NAME=\"%d\">&nbsp;</A>".formatted(number, number);
    }

    private static String entry(int number) {
        return entry(number, key(number) + "-");
    }

    private static String key(int number) {
        return "0" + (EPOCH + 60L * number) + "." + number;
    }

    private static ParsedMessage parsed(String message) {
        return new MessageParser().parse(message.getBytes(ISO_8859_1));
    }

    @Test
    void readsMessagesWithAllThatPageAndIndexSay() throws IOException {
        volume(entry(12), entry(13, key(12) + "-" + key(13) + "-"));
        site.put(
                VOLUME + "000012.html",
                page(
                        12,
                        "Hello &lt;world&gt;, &#8222;caf&eacute;&#8220;: write to <A HREF=\"x\">zoe at example.org</A>"));
        site.put(
                VOLUME + "000013.html",
                page(13, "&gt;<i> Hello\n</I>Yes.\n\n  <A HREF=\"http://x.example/\">http://x.example/</A>"));
        List<String> given = site.passes.pass(site.place);
        ParsedMessage first = parsed(given.get(0));
        assertThat(first.subject()).isEqualTo("[Salon] Number 12 \u2013 caf\u00e9");
        assertThat(first.from().name()).isEqualTo("Zo\u00eb Some");
        assertThat(first.from().address()).isEqualTo("zoe@example.org");
        assertThat(first.messageId().value()).isEqualTo("12@example.org");
        assertThat(first.originationDate().orElseThrow().toInstant()).isEqualTo(Instant.ofEpochSecond(EPOCH + 720));
        assertThat(first.text()).isEqualTo("Hello <world>, \u201ecaf\u00e9\u201c: write to zoe at example.org\n");
        assertThat(first.references()).isEmpty();
        assertThat(first.defects()).isEmpty();
        ParsedMessage second = parsed(given.get(1));
        assertThat(second.text()).isEqualTo("> Hello\nYes.\n\n  http://x.example/\n");
        assertThat(second.references())
                .singleElement()
                .satisfies(reference -> assertThat(reference.id().value()).isEqualTo("12@example.org"));
        assertThat(site.passes.faults()).isEmpty();
        assertThat(site.place.look())
                .contains("1 volume, from 2024-May")
                .contains("1 without a text is read message by message");
    }

    @Test
    void knowsTheWaysOfOlderVersions() throws IOException {
        String old = page(1, "Text").replace("%3C1%40example.org%3E", "parent%40example.org");
        String root = page(2, "Text").replace("%3C2%40example.org%3E", "");
        String oldest = page(3, "Text")
                .replaceAll("mailto:[^\"]*", "mailto:zoe%40example.org")
                .replace("Wed May  1 06:00:00 EDT 2024", "Wed, 1 May 2024 12:00:00 +0200");
        volume(
                entry(1, "0" + EPOCH + "-"),
                entry(2, "0" + EPOCH + "-0" + (EPOCH + 5) + "/own-2@example.org-"),
                "<LI><A HREF=\"000003.html\">Number</A>");
        site.put(VOLUME + "000001.html", old);
        site.put(VOLUME + "000002.html", root);
        site.put(VOLUME + "000003.html", oldest);
        List<String> given = site.passes.pass(site.place);
        assertThat(parsed(given.get(0)).messageIdMade()).isTrue();
        assertThat(parsed(given.get(0)).references())
                .singleElement()
                .satisfies(reference -> assertThat(reference.id().value()).isEqualTo("parent@example.org"));
        assertThat(parsed(given.get(1)).messageId().value()).isEqualTo("own-2@example.org");
        assertThat(parsed(given.get(2)).originationDate().orElseThrow().toInstant())
                .isEqualTo(Instant.ofEpochSecond(EPOCH));
    }

    @Test
    void readsOnWhereItEnded() throws IOException {
        volume(entry(1), entry(2));
        site.put(VOLUME + "000001.html", page(1, "One"));
        site.put(VOLUME + "000002.html", page(2, "Two"));
        assertThat(site.passes.pass(site.place, 1)).hasSize(1);
        assertThat(site.passes.pass(site.place)).singleElement().asString().contains("Two");
        assertThat(site.passes.pass(site.place)).isEmpty();
        volume(entry(1), entry(2), entry(3, key(1) + "-" + key(3) + "-"));
        site.put(VOLUME + "000003.html", page(3, "Three"));
        List<String> given = site.passes.pass(site.place);
        assertThat(parsed(given.get(0)).references()).hasSize(1);
        assertThat(site.server.timesAsked(Site.BASE + VOLUME + "000002.html")).isEqualTo(1);
        site.clock.forward(Duration.ofDays(2));
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).isEmpty();
    }

    @Test
    void attachmentsOfPagesArePutBackToo() throws IOException {
        String path = "attachments/20240501/" + Residue.digits("<1@example.org>") + "/attachment.png";
        volume(entry(1));
        site.put(
                VOLUME + "000001.html",
                page(
                                1,
                                "Ein\u00dc Text\n-------------- next part --------------\nA non-text attachment was"
                                        + " scrubbed...\nName: tree.png\nType: image/png\nURL: &lt;<A HREF=\"x\">"
                                        + site.server.url(Site.BASE + path)
                                        + "</A>&gt;")
                        .replace("us-ascii", "utf-8"));
        site.put(path, "the picture");
        site.fail(path, 3, "503 X");
        assertThat(site.passes.pass(site.place)).isEmpty();
        ParsedMessage message = parsed(site.passes.pass(site.place).get(0));
        assertThat(message.attachments()).extracting(BodyPart::fileName).containsExactly("tree.png");
        assertThat(message.text()).isEqualTo("Ein\u00dc Text\n");
    }

    @Test
    void aPageInTroubleIsTriedAgainAndLeftOutInTheEnd() throws IOException {
        volume(entry(1), entry(2), entry(3));
        site.put(VOLUME + "000001.html", page(1, "One"));
        site.put(VOLUME + "000002.html", page(2, "Two"));
        site.put(VOLUME + "000003.html", page(3, "Three"));
        site.fail(VOLUME + "000002.html", 3, "503 X");
        assertThat(site.passes.pass(site.place)).hasSize(1);
        assertThat(site.passes.faults())
                .singleElement()
                .asString()
                .contains("000002.html")
                .contains("tried again");
        assertThat(site.passes.pass(site.place)).hasSize(2);
        volume(entry(1), entry(2), entry(3), entry(4), entry(5), entry(6));
        site.put(VOLUME + "000006.html", page(6, "Six"));
        site.put(VOLUME + "000005.html", "<p>Nothing here.");
        site.fail(VOLUME + "000004.html", 100, "503 X");
        for (int pass = 0; pass < 4; pass++) {
            assertThat(site.passes.pass(site.place)).isEmpty();
        }
        assertThat(site.passes.pass(site.place)).singleElement().asString().contains("Six");
        assertThat(site.passes.faults())
                .singleElement()
                .asString()
                .contains("left out")
                .contains("no message page");
    }

    @Test
    void anIndexThatNamesTooMuchIsRefused() throws IOException {
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            links.append("<a href=").append(String.format("%06d", i)).append(".html>x</a>");
        }
        volume(links.toString());
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).singleElement().asString().contains("names more than 50000 messages");
        assertThat(site.server.asked()).hasSizeLessThan(6);
    }

    @Test
    void onlyPagesOfTheVolumeAreRead() throws IOException {
        volume(
                "<a href='http://127.0.0.9/000001.html'>x</a><a href='../../000001.html'>x</a><a href='/000001.html'>x</a>",
                entry(1));
        site.put(VOLUME + "000001.html", page(1, "One"));
        assertThat(site.passes.pass(site.place)).hasSize(1);
        site.put(VOLUME + "thread.html", "<ul>" + entry(1) + entry(2) + "</ul>");
        site.shelf.put("/robots.txt", "User-agent: *\nDisallow: */000002.html".getBytes(ISO_8859_1));
        site.clock.forward(Duration.ofHours(25));
        assertThat(site.passes.pass(site.place)).isEmpty();
        assertThat(site.passes.faults()).singleElement().asString().contains("robots.txt");
        assertThat(site.server.asked())
                .extracting(WebServer.Asked::path)
                .doesNotContain(Site.BASE + VOLUME + "000002.html");
    }
}
