package org.salonarchive.source.mhonarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.testing.Mhonarc;

/** Whatever a page holds, a bounded time and something to tell is what comes of it. */
class HostilePagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BYTES = 3_000_000;

    @TempDir
    private Path folder;

    private List<SourceItem> items() throws IOException {
        List<SourceItem> items = new ArrayList<>();
        for (Source source : Sources.find(List.of(folder)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    items.add(item.get());
                }
            }
        }
        return items;
    }

    /** Each again and again, as the body of a page of every kind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<pre>",
                "<tt>",
                "<tt></tt><b>",
                "<pre style=\"margin: 0em;\">",
                "<blockquote class=\"x\">",
                "<blockquote style=\"border-left: #5555EE solid 0.2em\">",
                "<blockquote><small>---&nbsp;<i>Begin&nbsp;Message</i>&nbsp;---</small>\n<ul>\n</ul>\n",
                "<blockquote><small>---&nbsp;<i>Begin&nbsp;Message</i>&nbsp;---</small>\n<ul></ul><br><small>---&nbsp;<i>End Message</i>&nbsp;---</small></blockquote>",
                "<br><small>---&nbsp;<i>End Message</i>&nbsp;---</small></blockquote>",
                "<p><strong>Attachment: <a href=\"",
                "<p><strong>Attachment: <a href=\"x\" ><tt>n</tt></a></strong><br><em>Description:</em>d</p>",
                "<p><a href=\"x\" ><img src=\"x\"></a></p>",
                "<br><tt>&lt;&lt;&lt; ",
                "<address>Title: <strong>",
                "<img src=\"x\">",
                " src=\"x",
                "<a href=\"msg00000.html\">",
                "_javascript_<",
                "&#",
                "&amp;#x110000;",
                "<",
                "<!--X-Body-of-Message-->",
                "<br>\n",
                ">"
            })
    void bodiesTakeTimeInProportion(String piece) throws IOException {
        String body = piece.repeat(BYTES / piece.length());
        int number = 0;
        for (String type : List.of("text/plain", "text/html", "multipart/mixed", "multipart/alternative")) {
            Files.writeString(
                    folder.resolve("msg0000%d.html".formatted(number++)),
                    MhonarcTreeTest.page("<!--X-Content-Type: " + type + " -->\n<!--X-Derived: x -->\n", "", body));
        }

        List<SourceItem> items = assertTimeoutPreemptively(PATIENCE, this::items);

        assertThat(items).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--X-Subject: x -->\n",
                "<!--X-Subject: ",
                "<!--X-",
                "<!--X-Derived: x -->\n",
                "<!--X-Reference: &#60;&#&#4; -->\n"
            })
    void commentsTakeTimeInProportion(String piece) throws IOException {
        String comments = piece.repeat(BYTES / piece.length());
        Files.writeString(folder.resolve("msg00000.html"), MhonarcTreeTest.page(comments, "", "<pre>x</pre>"));

        assertThat(assertTimeoutPreemptively(PATIENCE, this::items)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<li><em>To</em>: x</li>\n", "<li>", "<li><em>To</em>: <a ", "<"})
    void headsTakeTimeInProportion(String piece) throws IOException {
        String head = piece.repeat(BYTES / piece.length());
        Files.writeString(folder.resolve("msg00000.html"), MhonarcTreeTest.page("", head, "<pre>x</pre>"));

        assertThat(assertTimeoutPreemptively(PATIENCE, this::items)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$x='", "%Subject=(\n'a',", "[", "$x=\\", "@x=('a',);\n", "%MsgId=('a','1\u001c0',);\n", "$"})
    void databasesTakeTimeInProportion(String piece) throws IOException {
        Files.writeString(folder.resolve("msg00000.html"), MhonarcTreeTest.page("", "", "<pre>x</pre>"));
        Files.writeString(folder.resolve(Database.FILE), "## MHonArcDB\n" + piece.repeat(BYTES / piece.length()));

        assertThat(assertTimeoutPreemptively(PATIENCE, this::items)).hasSizeBetween(1, 2);
    }

    @Test
    void pagesThatAreTooLargeAreTold() throws IOException {
        byte[] block = "<div>".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(folder.resolve("msg00000.html"));
                OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("msg00001.html.gz")))) {
            byte[] start = MhonarcTreeTest.page("", "", "").substring(0, 60).getBytes(StandardCharsets.US_ASCII);
            out.write(start);
            gzip.write(start);
            for (int i = 0; i <= PageFile.MOST_BYTES / block.length; i++) {
                out.write(block);
                gzip.write(block);
            }
        }

        assertThat(assertTimeoutPreemptively(PATIENCE, this::items))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item)
                        .isInstanceOfSatisfying(
                                UnreadableStretch.class,
                                told -> assertThat(told.reason()).contains("MiB, and was left out")));
    }

    /** Real pages with bytes changed, taken out and doubled. */
    @Test
    void damagedPagesNeverThrow() throws IOException {
        Path mailbox = Letters.in(folder.resolve("letters.mbox"));
        Mhonarc.archive(folder.resolve("archive"), mailbox, "");
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder.resolve("archive"))) {
            pages = files.filter(file -> file.getFileName().toString().startsWith("msg"))
                    .toList();
        }
        Files.delete(mailbox);
        Random random = new Random(20250722);
        for (int round = 0; round < 60; round++) {
            for (Path page : pages) {
                byte[] bytes = Files.readAllBytes(page);
                for (int change = 0; change < 3 && bytes.length > 0; change++) {
                    bytes = changed(bytes, random);
                }
                Files.write(page, bytes);
            }
            assertThat(items().size()).isGreaterThanOrEqualTo(0);
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        byte[] changed = bytes.clone();
        switch (random.nextInt(3)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> {
                changed = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, changed, at, bytes.length - at - length);
            }
            default -> System.arraycopy(bytes, at, changed, random.nextInt(bytes.length - length + 1), length);
        }
        return changed;
    }
}
