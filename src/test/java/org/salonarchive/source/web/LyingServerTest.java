package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

/**
 * A mailbox that grows, on a server that lies at random, read by runs that die at random. Whatever happens, nothing
 * but whole messages is given; and once the server is well, all of them were.
 */
class LyingServerTest {

    private static final String PATH = "/list.mbox";
    private static final int SEEDS = Integer.getInteger("salon.test.web-seeds", 30);
    private static final int MOST = 700;

    @Test
    void everyMessageArrivesAndNoPartOfOne() throws IOException {
        Set<String> whole = new HashSet<>(Mbox.messages(0, MOST));
        for (int seed = 0; seed < SEEDS; seed++) {
            run(new Random(seed), seed, whole);
        }
    }

    private static void run(Random random, int seed, Set<String> whole) throws IOException {
        Shelf shelf = new Shelf();
        if (random.nextInt(4) == 0) {
            shelf.withoutRanges();
        }
        if (random.nextInt(4) == 0) {
            shelf.inChunks();
        }
        boolean gzip = random.nextInt(4) == 0;
        Passes passes = new Passes();
        int count = random.nextInt(MOST / 2);
        try (WebServer server = new WebServer(shelf);
                MboxUrl place = new MboxUrl(
                        new SourceSettings(SourceKind.URL, Map.of("url", server.url(PATH))), Passes.fetch())) {
            for (int pass = 0; pass < 5; pass++) {
                count = Math.min(MOST, count + random.nextInt(60));
                byte[] file = gzip ? Mbox.gzip(Mbox.mbox(0, count)) : Mbox.mbox(0, count);
                shelf.put(PATH, file);
                for (int lies = random.nextInt(5); lies > 0; lies--) {
                    shelf.once(PATH, lie(random, file, shelf));
                }
                passes.pass(place, random.nextBoolean() ? random.nextInt(count + 1) : Integer.MAX_VALUE);
                assertThat(whole).as("seed " + seed).containsAll(passes.messages());
            }
            shelf.behave();
            passes.pass(place);
            assertThat(passes.faults()).isEmpty();
            List<String> missing = new ArrayList<>(Mbox.messages(0, count));
            missing.removeAll(passes.messages());
            assertThat(missing)
                    .as("what is missing of " + count + " after " + server.asked() + ", seed " + seed + ", "
                            + passes.checkpoints())
                    .isEmpty();
        }
    }

    private static WebServer.Pages lie(Random random, byte[] file, Shelf shelf) {
        int cut = random.nextInt(file.length);
        byte[] part = Arrays.copyOf(file, cut);
        String etag = random.nextBoolean() ? shelf.etag(PATH) : "\"other\"";
        List<WebServer.Pages> lies = List.of(
                (asked, out) -> WebServer.write(out, "503 Busy", "From x".getBytes(US_ASCII)),
                (asked, out) -> WebServer.write(
                        out, "429 Slow", Map.of("Retry-After", "0", "Content-Length", "0"), new byte[0]),
                (asked, out) ->
                        WebServer.write(out, "200 OK", Map.of("Content-Length", "" + file.length, "ETag", etag), part),
                (asked, out) -> WebServer.write(
                        out,
                        "200 OK",
                        Map.of("Transfer-Encoding", "chunked", "ETag", etag),
                        Arrays.copyOf(Shelf.chunks(file), cut)),
                (asked, out) -> WebServer.write(out, "200 OK", Map.of("ETag", etag), part),
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of(
                                "Content-Range", "bytes " + cut + "-" + (file.length - 1) + "/" + file.length,
                                "Content-Length", "" + (file.length - cut),
                                "ETag", etag),
                        Arrays.copyOfRange(file, cut, file.length)),
                (asked, out) -> WebServer.write(
                        out,
                        "416 Range",
                        Map.of("Content-Range", "bytes */" + cut, "Content-Length", "0"),
                        new byte[0]),
                (asked, out) -> WebServer.write(
                        out,
                        "200 OK",
                        Map.of("Content-Type", "text/html", "Content-Length", "6"),
                        "<html>".getBytes(US_ASCII)),
                (asked, out) -> WebServer.write(
                        out, "302 Found", Map.of("Location", "file:///etc/passwd", "Content-Length", "0"), new byte[0]),
                (asked, out) -> WebServer.write(out, "404 Not Found", new byte[0]),
                (asked, out) -> out.write("HTTP/1.1 2".getBytes(US_ASCII)),
                (asked, out) -> WebServer.write(out, "304 Not Modified", new byte[0]));
        return lies.get(random.nextInt(lies.size()));
    }
}
