package org.salonarchive.source.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

@Timeout(60)
class HttpFetchTest {

    /** Impatient, so that tests are short. */
    private static final FetchLimits LIMITS = new FetchLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofMillis(600),
            200,
            Duration.ofSeconds(10),
            3,
            Duration.ofMillis(5),
            Duration.ofSeconds(3));

    private static final byte[] BODY = "some bytes\n".repeat(500).getBytes(UTF_8);
    private static final long MOST = 1 << 20;

    private final Shelf shelf = new Shelf();
    private WebServer server;
    private HttpFetch fetch;
    private Path file;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(shelf);
        fetch = fetch("127.0.0.1");
        file = Files.createFile(folder.resolve("body"));
        shelf.put("/a", BODY);
    }

    @AfterEach
    void stop() throws IOException {
        fetch.close();
        server.close();
    }

    private static HttpFetch fetch(String... allowed) throws IOException {
        return new HttpFetch(
                new HostRule(List.of(allowed)), new Trust(Optional.empty()), LIMITS, new Pace(Duration.ZERO));
    }

    private Answer get(String path) throws IOException {
        return fetch.get(Request.whole(server.url(path), MOST), file);
    }

    @Test
    void bringsAFileAsItIs() throws IOException {
        Answer answer = get("/a");
        assertThat(answer.kind()).isEqualTo(Answer.Kind.WHOLE);
        assertThat(answer.etag()).contains(shelf.etag("/a"));
        assertThat(answer.lastModified()).isPresent();
        assertThat(answer.measured()).isTrue();
        assertThat(file).hasBinaryContent(BODY);
    }

    @Test
    void saysWhoItIsAndCarriesNothingElse() throws IOException {
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out, "200 OK", Map.of("Set-Cookie", "a=b", "Content-Length", "1"), new byte[] {'x'}));
        get("/a");
        get("/a");
        assertThat(server.asked()).allSatisfy(asked -> {
            assertThat(asked.field("User-Agent")).isEqualTo("Salon (mailing-list archive)");
            assertThat(asked.field("Accept-Encoding")).isEqualTo("identity");
            assertThat(asked.fields()).doesNotContainKeys("cookie", "authorization", "referer");
        });
    }

    @Test
    void asksOnlyForWhatChanged() throws IOException {
        Answer first = get("/a");
        Request again = Request.whole(server.url("/a"), MOST).unless(first.etag(), first.lastModified());
        assertThat(fetch.get(again, file).kind()).isEqualTo(Answer.Kind.UNCHANGED);
        shelf.put("/a", "else".getBytes(UTF_8));
        assertThat(fetch.get(again, file).kind()).isEqualTo(Answer.Kind.WHOLE);
        assertThat(file).hasContent("else");
    }

    @Test
    void doesNotRelyOnADateOfThisMoment() throws IOException {
        shelf.putFresh("/a", BODY);
        assertThat(get("/a").lastModified()).isEmpty();
    }

    @Test
    void bringsARangeToItsPlace() throws IOException {
        Answer answer = fetch.get(Request.whole(server.url("/a"), MOST).range(100, 199), file);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.RANGE);
        assertThat(answer.total()).isEqualTo(BODY.length);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), 100, 200))
                .isEqualTo(Arrays.copyOfRange(BODY, 100, 200));
    }

    @Test
    void saysThatThereIsNothing() throws IOException {
        assertThat(get("/none").kind()).isEqualTo(Answer.Kind.MISSING);
        shelf.once("/gone", (asked, out) -> WebServer.write(out, "410 Gone", new byte[0]));
        assertThat(get("/gone").kind()).isEqualTo(Answer.Kind.MISSING);
    }

    @Test
    void resumesWhatWasCutWhenNothingChanged() throws IOException {
        shelf.once("/a", HttpFetchTest.this::cut);
        Answer answer = get("/a");
        assertThat(answer.kind()).isEqualTo(Answer.Kind.WHOLE);
        assertThat(file).hasBinaryContent(BODY);
        assertThat(server.asked().get(1).field("Range")).isEqualTo("bytes=1000-");
        assertThat(server.asked().get(1).field("If-Range")).isEqualTo(shelf.etag("/a"));
    }

    private void cut(WebServer.Asked asked, OutputStream out) throws IOException {
        Map<String, String> fields = Map.of("Content-Length", "" + BODY.length, "ETag", shelf.etag("/a"));
        WebServer.write(out, "200 OK", fields, Arrays.copyOf(BODY, 1000));
    }

    @Test
    void beginsAnewWhenWhatWasCutHasChanged() throws IOException {
        shelf.once("/a", (asked, out) -> {
            cut(asked, out);
            shelf.put("/a", "new content".getBytes(UTF_8));
        });
        get("/a");
        assertThat(file).hasContent("new content");
    }

    @Test
    void beginsAnewWhenTheRestIsOfAnotherVersion() throws IOException {
        shelf.once("/a", this::cut);
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of("Content-Range", "bytes 1000-1003/1004", "Content-Length", "4", "ETag", "\"other\""),
                        "oops".getBytes(UTF_8)));
        get("/a");
        assertThat(file).hasBinaryContent(BODY);
        assertThat(server.asked().get(2).field("Range")).isEmpty();
    }

    @Test
    void neverTakesABodyThatIsAlwaysCut() {
        for (int i = 0; i < 3; i++) {
            shelf.once(
                    "/a",
                    (asked, out) -> WebServer.write(out, "200 OK", Map.of("Content-Length", "5000"), new byte[100]));
        }
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("was cut short after 100 bytes");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void neverTakesChunksWithoutAnEnd() throws IOException {
        byte[] chunks = Shelf.chunks(BODY);
        for (int length : List.of(chunks.length - 5, chunks.length - 1, 2000, 3)) {
            shelf.once(
                    "/a",
                    (asked, out) -> WebServer.write(
                            out, "200 OK", Map.of("Transfer-Encoding", "chunked"), Arrays.copyOf(chunks, length)));
            get("/a");
            assertThat(file).as("cut at " + length).hasBinaryContent(BODY);
        }
        assertThat(server.asked()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void saysThatAnEndIsNotCertainWithoutALength() throws IOException {
        shelf.once("/a", (asked, out) -> WebServer.write(out, "200 OK", Map.of(), BODY));
        assertThat(get("/a").measured()).isFalse();
        shelf.inChunks();
        assertThat(get("/a").measured()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-99/5500",
                "bytes 101-200/5500",
                "bytes 100-300/5500",
                "bytes 100-99/5500",
                "bytes 100-199/150",
                "bytes */5500",
                "pages 100-199/5500",
                "bytes 100-99999999999999999999/5500",
                ""
            })
    void takesNoRangeThatWasNotAsked(String range) throws IOException {
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of("Content-Range", range, "Content-Length", "100"),
                        new byte[100]));
        Answer answer = fetch.get(Request.whole(server.url("/a"), MOST).range(100, 199), file);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.NOT_IN_RANGES);
        assertThat(file).isEmptyFile();
    }

    @Test
    void asksAgainForARangeOfAnotherLengthThanSaid() throws IOException {
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of("Content-Range", "bytes 100-199/5500", "Content-Length", "50"),
                        new byte[50]));
        Answer answer = fetch.get(Request.whole(server.url("/a"), MOST).range(100, 199), file);
        assertThat(answer.size()).isEqualTo(100);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void takesAWholeFileForARangeWhereRangesAreNotKnown() throws IOException {
        shelf.withoutRanges();
        Answer answer = fetch.get(Request.whole(server.url("/a"), MOST).range(100, -1), file);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.WHOLE);
        assertThat(file).hasBinaryContent(BODY);
    }

    @Test
    void saysThatARangeIsBeyondTheEnd() throws IOException {
        Answer answer = fetch.get(Request.whole(server.url("/a"), MOST).range(9_999, -1), file);
        assertThat(answer.kind()).isEqualTo(Answer.Kind.NOT_IN_RANGES);
    }

    @Test
    void refusesAPartOfWhatWasAskedForWhole() {
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out,
                        "206 Partial Content",
                        Map.of("Content-Range", "bytes 0-9/5500", "Content-Length", "10"),
                        new byte[10]));
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("answers with a part");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void comesBackToAServerInTrouble(int status) throws IOException {
        shelf.once("/a", (asked, out) -> WebServer.write(out, status + " Trouble", "secret <b>".getBytes(UTF_8)));
        shelf.once("/a", (asked, out) -> WebServer.write(out, status + " Trouble", new byte[0]));
        get("/a");
        assertThat(file).hasBinaryContent(BODY);
    }

    @Test
    void comesBackWhenAServerSaysSo() throws IOException {
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out, "429 Too Many Requests", Map.of("Retry-After", "1", "Content-Length", "0"), new byte[0]));
        long start = System.nanoTime();
        get("/a");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitForAServerThatSaysTomorrow() {
        String tomorrow = Shelf.date(Instant.now().plusSeconds(86_400));
        shelf.once(
                "/a",
                (asked, out) -> WebServer.write(
                        out, "503 Busy", Map.of("Retry-After", tomorrow, "Content-Length", "0"), new byte[0]));
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("(status 503)");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void givesUpAfterSomeTries() {
        for (int i = 0; i < 5; i++) {
            shelf.once("/a", (asked, out) -> WebServer.write(out, "500 X", "remote words".getBytes(UTF_8)));
        }
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("status 500").hasMessageNotContaining("remote words");
        assertThat(server.asked()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 300, 305, 400, 401, 403, 405, 451, 501, 505})
    void doesNotRepeatWhatWillBeTheSame(int status) {
        shelf.once("/a", (asked, out) -> WebServer.write(out, status + " X", new byte[0]));
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("status " + status);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void refusesAnAnswerThatNothingWasAskedAbout() {
        shelf.once("/a", (asked, out) -> WebServer.write(out, "304 Not Modified", new byte[0]));
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("nothing changed");
    }

    private void redirect(String path, String location) {
        shelf.once(
                path,
                (asked, out) -> WebServer.write(
                        out, "302 Found", Map.of("Location", location, "Content-Length", "0"), new byte[0]));
    }

    @Test
    void followsAFewRedirects() throws IOException {
        redirect("/r1", "/r2");
        redirect("/r2", "r3?x=1");
        redirect("/r3?x=1", server.url("/a"));
        Answer answer = get("/r1");
        assertThat(answer.from()).hasToString(server.url("/a"));
        assertThat(file).hasBinaryContent(BODY);
    }

    @Test
    void stopsInALoop() {
        for (int i = 0; i < 9; i++) {
            redirect("/loop", "/loop");
        }
        assertThatThrownBy(() -> get("/loop")).hasMessageContaining("redirects more than 3 times");
        assertThat(server.timesAsked("/loop")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x",
                "gopher://127.0.0.1/x",
                "jar:http://127.0.0.1!/x",
                "data:text/plain,x",
                "javascript:1",
                "http://localhost/",
                "https://localhost/",
                "//localhost/x",
                "https://127.0.0.2/",
                "http://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://metadata.google.internal/",
                "https://10.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://user:pw@127.0.0.1/",
                "https://lists.example.org@127.0.0.1/",
                "https://127.0.0.2\\@lists.example.org/",
                "https://lists.example.org:22/",
                "https://127.0.0.2.:443/",
                "https:///x",
                "https://",
                "http://lists.example.org/",
                "https://exa mple.org/",
                "https://a%2eb/",
            })
    void followsNoRedirectToWhereItMayNotAsk(String location) {
        redirect("/r", location);
        assertThatThrownBy(() -> get("/r")).isInstanceOf(RefusedHost.class).hasMessageContaining("redirects");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void connectsToNoRefusedServerByARedirect() throws Exception {
        AtomicInteger connected = new AtomicInteger();
        try (ServerSocket canary = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.3"))) {
            Thread listener = new Thread(() -> {
                try {
                    canary.accept();
                    connected.incrementAndGet();
                } catch (IOException closed) {
                    // Nobody came.
                }
            });
            listener.setDaemon(true);
            listener.start();
            redirect("/r", "http://127.0.0.3:" + canary.getLocalPort() + "/");
            assertThatThrownBy(() -> get("/r")).isInstanceOf(RefusedHost.class);
        }
        assertThat(connected).hasValue(0);
    }

    @Test
    void redirectsWithoutALocationAreFaults() {
        shelf.once("/r", (asked, out) -> WebServer.write(out, "301 Moved", new byte[0]));
        assertThatThrownBy(() -> get("/r")).hasMessageContaining("without saying where");
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndNoOther() throws IOException {
        List<String> lookedUp = new ArrayList<>();
        HostRule.Lookup lookup = host -> {
            lookedUp.add(host);
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        };
        HostRule rule = new HostRule(List.of("lists.invalid"));
        try (HttpFetch pinned =
                new HttpFetch(rule, new Trust(Optional.empty()), LIMITS, new Pace(Duration.ZERO), lookup)) {
            // No name server knows this name, so that whoever asked one could not connect.
            pinned.get(Request.whole(server.url("lists.invalid", "/a"), MOST), file);
        }
        assertThat(lookedUp).containsExactly("lists.invalid");
        assertThat(server.asked().get(0).field("Host")).isEqualTo("lists.invalid:" + server.port());
    }

    @Test
    void refusesANameThatTurnsToTheInsideLater() throws IOException {
        AtomicInteger turn = new AtomicInteger();
        HostRule.Lookup rebinding = host -> {
            String address = turn.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.9";
            return new InetAddress[] {InetAddress.getByName(address)};
        };
        // The first address stands for a public one; the second is inside.
        HostRule rule = new HostRule(List.of("127.0.0.1"));
        try (HttpFetch once =
                new HttpFetch(rule, new Trust(Optional.empty()), LIMITS, new Pace(Duration.ZERO), rebinding)) {
            redirect("/a", "https://rebind.example/");
            assertThat(rule.resolve("rebind.example", rebinding)).hasSize(1);
            assertThatThrownBy(() -> once.get(Request.whole("https://rebind.example/", MOST), file))
                    .isInstanceOf(RefusedHost.class)
                    .hasMessageContaining("127.0.0.9");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void triesAgainWhenANameServerDoesNotAnswer() throws IOException {
        AtomicInteger turn = new AtomicInteger();
        HostRule.Lookup flaky = host -> {
            if (turn.getAndIncrement() == 0) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        };
        try (HttpFetch patient = new HttpFetch(
                new HostRule(List.of("lists.invalid")),
                new Trust(Optional.empty()),
                LIMITS,
                new Pace(Duration.ZERO),
                flaky)) {
            patient.get(Request.whole(server.url("lists.invalid", "/a"), MOST), file);
        }
        assertThat(file).hasBinaryContent(BODY);
    }

    @Test
    void stopsAtTheBoundOfBytes() {
        assertThatThrownBy(() -> fetch.get(Request.whole(server.url("/a"), 1000), file))
                .hasMessageContaining("larger than");
        shelf.once("/endless", (asked, out) -> {
            WebServer.write(out, "200 OK", Map.of(), new byte[0]);
            while (true) {
                out.write(BODY);
            }
        });
        assertThatThrownBy(() -> get("/endless")).hasMessageContaining("larger than 1024 KiB");
        assertThat(file.toFile().length()).isLessThanOrEqualTo(MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding:" + " chunked\r\n\r\nffff;"
            })
    void endsWhatDripsForever(String start) {
        shelf.once("/drip", (asked, out) -> {
            out.write(start.getBytes(UTF_8));
            CountDownLatch never = new CountDownLatch(1);
            try {
                while (!never.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                    out.flush();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        long begin = System.nanoTime();
        assertThatThrownBy(() -> get("/drip")).hasMessageContaining("too slowly");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1"})
    void saysThatNoWebServerAnswered(String garbage) {
        for (int i = 0; i < 3; i++) {
            shelf.once("/g", (asked, out) -> out.write(garbage.getBytes(UTF_8)));
        }
        assertThatThrownBy(() -> get("/g"))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("OpenSSH")
                .hasMessageNotContaining("Exception")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void takesNoHeadOfAnySize() {
        for (int i = 0; i < 3; i++) {
            shelf.once("/h", (asked, out) -> {
                out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                for (int field = 0; field < 100_000; field++) {
                    out.write(("X-" + field + ": y\r\n").getBytes(UTF_8));
                }
            });
        }
        assertThatThrownBy(() -> get("/h")).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        server.close();
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("takes no connection");
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        shelf.once("/hang", (asked, out) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicReference<Throwable> fault = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                get("/hang");
            } catch (IOException | RuntimeException expected) {
                fault.set(expected);
            }
        });
        reader.start();
        assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
        fetch.close();
        reader.join(1_500);
        assertThat(reader.isAlive()).isFalse();
        assertThat(fault.get()).isInstanceOf(IOException.class).hasMessageContaining("stopped");
    }

    @Test
    void endsAWaitWhenItIsClosed() throws Exception {
        Thread waiter = new Thread(() -> {
            try {
                fetch.await(Duration.ofSeconds(50));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        fetch.close();
        waiter.join(5_000);
        assertThat(waiter.isAlive()).isFalse();
    }

    @Test
    void asksAHostOnlyOnceInAWhile() throws IOException {
        try (HttpFetch polite = new HttpFetch(
                new HostRule(List.of("127.0.0.1")),
                new Trust(Optional.empty()),
                LIMITS,
                new Pace(Duration.ofMillis(200)))) {
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                polite.get(Request.whole(server.url("/a"), MOST), file);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lists.example.org",
                "/x",
                "file:///x",
                "ftp://lists.example.org/x",
                "https:lists.example.org",
                "https:///x",
                "https://user@lists.example.org/",
                "https://user:pw@lists.example.org/",
                "https://@lists.example.org/",
                "https://lists.example.org:8080/",
                "https://lists.example.org:0/",
                "https://lists.example.org:99999/",
                "http://lists.example.org/",
                "https://lists.example.org\\@127.0.0.1/",
                "https://lists .example.org/",
                "https://[::1/",
                "https://lists.example.org:x/",
            })
    void refusesAddressesThatAreNone(String url) {
        assertThatThrownBy(() -> WebAddress.of(url, new HostRule(List.of()))).isInstanceOf(RefusedHost.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://lists.example.org",
                "HTTPS://Lists.Example.ORG/a b/ü?x=|#part",
                "https://lists.example.org:443/",
                "https://192.0.2.1/",
                "https://[2606:4700::1111]/x"
            })
    void takesAddressesAsPeopleWriteThem(String url) throws IOException {
        assertThat(WebAddress.of(url, new HostRule(List.of())).getFragment()).isNull();
    }
}
