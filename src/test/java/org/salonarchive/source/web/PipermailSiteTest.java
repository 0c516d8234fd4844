package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.source.pipermail.Volume;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

@Timeout(60)
class PipermailSiteTest {

    private static final String BASE = "/pipermail/salon/";

    private final Shelf shelf = new Shelf();
    private final Passes passes = new Passes();
    private final Passes.Hands clock = new Passes.Hands("2024-06-15T12:00:00Z");
    private final List<String> rows = new ArrayList<>();
    private WebServer server;
    private PipermailSite site;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(shelf);
        site = site(BASE);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        server.close();
    }

    private PipermailSite site(String path) throws IOException {
        return new PipermailSite(
                new SourceSettings(SourceKind.PIPERMAIL, Map.of("url", server.url(path))), Passes.fetch(), clock);
    }

    /** Puts a volume's text there and a row for it on top of the page, as Pipermail does. */
    private void volume(String file, byte[] text, String size) {
        shelf.put(BASE + file, text);
        String volume = file.replaceFirst("\\.txt.*", "");
        rows.removeIf(row -> row.contains("\"" + volume + "/thread.html\""));
        rows.add(0, """
                <tr><td>%1$s:</td><td><A href="%1$s/thread.html">[ Thread ]</a> <A href="%1$s/subject.html">[ Subject ]</a>
                <A href="%1$s/author.html">[ Author ]</a> <A href="%1$s/date.html">[ Date ]</a></td>
                <td><A href="%2$s">[ Text %3$s ]</a></td></tr>""".formatted(volume, file, size));
        page();
    }

    private void page() {
        String page = """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN"><HTML><HEAD><title>The Salon Archives</title></HEAD>
                <BODY><h1>The Salon Archives </h1><p>You can get <a href="/mailman/listinfo/salon">more information
                about this list</a> or you can <a href="../salon.mbox/salon.mbox">download the full raw archive</a>
                <table>%s</table></BODY></HTML>""".formatted(String.join("\n", rows));
        shelf.put(BASE, page.getBytes(UTF_8));
    }

    /** As Pipermail writes it: the address as words, the usual fields only. */
    private static byte[] text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("From someone at example.org  Tue Mar  1 09:00:00 2011\n")
                    .append(message(i))
                    .append("\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String message(int number) {
        return "From: someone at example.org (Some One)\nDate: Tue, 1 Mar 2011 09:00:00 +0000\nSubject: [Salon] Number "
                + number + "\nMessage-ID: <" + number + "@example.org>\n\nThe text of number " + number
                + ", write to me at example.org\n";
    }

    private static List<String> messages(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .mapToObj(PipermailSiteTest::message)
                .toList();
    }

    @Test
    void readsTheVolumesThatThePageNamesTheOldestFirst() throws IOException {
        volume("2023-December.txt.gz", Mbox.gzip(text(0, 2)), "1 KB");
        volume("2024-May.txt.gz", Mbox.gzip(text(2, 4)), "1 KB");
        volume("2024-June.txt", text(4, 5), "500 bytes");
        assertThat(passes.pass(site)).isEqualTo(messages(0, 5));
        assertThat(passes.faults()).isEmpty();
        assertThat(site.look()).contains("3 volumes, from 2023-December to 2024-June");
        assertThat(server.asked()).noneMatch(asked -> asked.path().matches(".*(?<!/thread)\\.html"));
    }

    @Test
    void asksForTheNewestAlwaysAndForOldOnesWhenTheirSizeChanges() {
        volume("2023-December.txt.gz", Mbox.gzip(text(0, 2)), "1 KB");
        volume("2024-May.txt.gz", Mbox.gzip(text(2, 4)), "1 KB");
        volume("2024-June.txt", text(4, 5), "500 bytes");
        passes.pass(site);
        assertThat(passes.pass(site)).isEmpty();
        assertThat(server.timesAsked(BASE + "2023-December.txt.gz")).isEqualTo(1);
        assertThat(server.timesAsked(BASE + "2024-June.txt")).isEqualTo(2);
        volume("2024-June.txt", text(4, 7), "900 bytes");
        passes.pass(site);
        assertThat(passes.messages()).isEqualTo(messages(0, 7));
        // A mail with a wrong date goes into an old volume.
        shelf.put(BASE + "2023-December.txt.gz", Mbox.gzip(Mbox.join(text(0, 2), text(9, 10))));
        assertThat(passes.pass(site)).isEmpty();
        volume("2023-December.txt.gz", Mbox.gzip(Mbox.join(text(0, 2), text(9, 10))), "2 KB");
        assertThat(passes.pass(site)).contains(message(9));
    }

    @Test
    void asksForOldVolumesNowAndThenAnyway() {
        volume("2023-January.txt.gz", Mbox.gzip(text(0, 2)), "1 KB");
        volume("2024-May.txt", text(2, 3), "1 KB");
        volume("2024-June.txt", text(3, 4), "1 KB");
        passes.pass(site);
        shelf.put(BASE + "2023-January.txt.gz", Mbox.gzip(text(0, 3)));
        clock.forward(Duration.ofDays(15));
        passes.pass(site);
        assertThat(server.timesAsked(BASE + "2023-January.txt.gz")).isEqualTo(2);
    }

    @Test
    void knowsAVolumeAgainThatWasCompressedMeanwhile() {
        volume("2024-June.txt", text(0, 5), "1 KB");
        passes.pass(site);
        shelf.remove(BASE + "2024-June.txt");
        volume("2024-June.txt.gz", Mbox.gzip(text(0, 6)), "1 KB");
        assertThat(passes.pass(site)).isEqualTo(messages(5, 6));
        assertThat(passes.checkpoints()).containsKey(server.url(BASE + "2024-June.txt"));
    }

    @Test
    void prefersThePlainTextOfTheNewestSinceTheCompressedOneIsOlder() {
        shelf.put(BASE + "2024-June.txt", text(0, 3));
        volume("2024-June.txt.gz", Mbox.gzip(text(0, 2)), "1 KB");
        assertThat(passes.pass(site)).isEqualTo(messages(0, 3));
    }

    @Test
    void takesTheOtherFormWhereTheNamedOneIsMissing() {
        volume("2023-May.txt.gz", Mbox.gzip(text(0, 1)), "1 KB");
        shelf.remove(BASE + "2023-May.txt.gz");
        shelf.put(BASE + "2023-May.txt", text(0, 1));
        volume("2024-May.txt", text(1, 2), "1 KB");
        volume("2024-June.txt", text(2, 3), "1 KB");
        assertThat(passes.pass(site)).isEqualTo(messages(0, 3));
    }

    @Test
    void doesWhatRobotsTxtAsks() {
        volume("2024-June.txt", text(0, 1), "1 KB");
        shelf.put("/robots.txt", "User-agent: *\nDisallow: /pipermail/".getBytes(UTF_8));
        assertThat(passes.pass(site)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("robots.txt");
        assertThat(server.asked()).hasSize(1);
        // It is asked for once a day.
        shelf.put("/robots.txt", "User-agent: *\nDisallow: /pipermail/salon/2024-M".getBytes(UTF_8));
        clock.forward(Duration.ofHours(25));
        volume("2024-May.txt", text(1, 2), "1 KB");
        assertThat(passes.pass(site)).isEqualTo(messages(0, 1));
        assertThat(passes.faults()).singleElement().asString().contains("2024-May.txt is kept from programs");
        passes.pass(site);
        assertThat(server.timesAsked("/robots.txt")).isEqualTo(2);
    }

    @Test
    void asksNothingOfASiteWhoseRobotsTxtIsInTrouble() {
        volume("2024-June.txt", text(0, 1), "1 KB");
        for (int i = 0; i < 3; i++) {
            shelf.once("/robots.txt", (asked, out) -> WebServer.write(out, "503 X", new byte[0]));
        }
        assertThat(passes.pass(site)).isEmpty();
        assertThat(passes.faults()).singleElement().asString().contains("/robots.txt cannot be read now");
        assertThat(passes.pass(site)).hasSize(1);
    }

    @Test
    void leavesOtherVolumesAloneWhenOneIsInTrouble() {
        volume("2023-May.txt.gz", Mbox.gzip(text(0, 1)), "1 KB");
        volume("2024-May.txt", text(1, 2), "1 KB");
        volume("2024-June.txt", text(2, 3), "1 KB");
        byte[] cut = Arrays.copyOf(text(1, 2), 60);
        for (int i = 0; i < 3; i++) {
            shelf.once(
                    BASE + "2024-May.txt",
                    (asked, out) -> WebServer.write(out, "200 OK", Map.of("Content-Length", "200"), cut));
        }
        assertThat(passes.pass(site)).isEqualTo(List.of(message(0), message(2)));
        assertThat(passes.faults()).singleElement().asString().contains("2024-May.txt was cut short");
        passes.pass(site);
        assertThat(passes.messages()).containsExactlyInAnyOrderElementsOf(messages(0, 3));
    }

    @Test
    void takesOnlyWhatStandsBesideThePage() {
        volume("2024-June.txt", text(0, 1), "1 KB");
        rows.add("<tr><td><a href='https://elsewhere.example/2020-May.txt'>x</a> <a href='/etc/2020-May.txt'>x</a>"
                + "<a href='../other/2020-May.txt'>x</a><a href='file:///2020-May.txt'>x</a><a href='%%%'>x</a>"
                + "<a href='sub/2020-May.txt'>x</a><a href='2020-May.txt.exe'>x</a><a href='evil.txt'>x</a></td></tr>");
        page();
        assertThat(passes.pass(site)).isEqualTo(messages(0, 1));
        assertThat(passes.faults()).isEmpty();
    }

    @Test
    void aVolumeWithNeitherTextNorIndexIsTold() {
        volume("2024-June.txt", text(0, 1), "1 KB");
        rows.add("<tr><td><a href='2024-April/thread.html'>[ Thread ]</a></td></tr>");
        page();
        assertThat(passes.pass(site)).hasSize(1);
        assertThat(passes.faults()).singleElement().asString().contains("2024-April/ has neither");
    }

    @Test
    void saysThatAPageNamesNoVolumes() {
        shelf.put(BASE, "<html><p>Welcome".getBytes(UTF_8));
        passes.pass(site);
        assertThat(passes.faults()).singleElement().asString().contains("names no volumes");
    }

    @Test
    void saysThatThereIsNoPage() {
        passes.pass(site);
        assertThat(passes.faults()).singleElement().asString().contains("no page of volumes");
    }

    @Test
    void followsThePageToItsPlace() throws IOException {
        volume("2024-June.txt", text(0, 1), "1 KB");
        shelf.once(
                "/old/",
                (asked, out) -> WebServer.write(
                        out, "301 Moved", Map.of("Location", BASE, "Content-Length", "0"), new byte[0]));
        try (PipermailSite moved = site("/old")) {
            assertThat(passes.pass(moved)).isEqualTo(messages(0, 1));
        }
    }

    @Test
    void readsACompressedPage() {
        volume("2024-June.txt", text(0, 1), "1 KB");
        shelf.once(BASE, (asked, out) -> {
            byte[] page = Mbox.gzip("<a href='2024-June.txt'>[ Text ]</a>".getBytes(UTF_8));
            WebServer.write(
                    out, "200 OK", Map.of("Content-Encoding", "gzip", "Content-Length", "" + page.length), page);
        });
        assertThat(passes.pass(site)).isEqualTo(messages(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2025, 2025-01-01",
        "2025q3, 2025-07-01",
        "2025-July, 2025-07-01",
        "Week-of-Mon-20250721, 2025-07-21",
        "20250722, 2025-07-22",
        "1945-February, 1945-02-01"
    })
    void knowsTheNamesOfVolumes(String name, String start) {
        assertThat(Volume.of(name)).get().extracting(Volume::start).hasToString(start);
    }

    @ParameterizedTest
    @CsvSource({"2025q5", "20250732", "attachments", "Week-of-Mon-2025", "thread", "2025-07"})
    void knowsWhatIsNoVolume(String name) {
        assertThat(Volume.of(name)).isEmpty();
    }
}
