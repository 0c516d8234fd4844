package org.salonarchive.ingest.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.BodyPart;
import org.salonarchive.message.MessageParser;
import org.salonarchive.testing.OfficeFile;
import org.salonarchive.testing.TikaJars;

/** Documents are read by the real Tika; whatever another one in its place does, costs the text and nothing else. */
class TikaDocumentsTest {

    private static final Instant NOW = Instant.parse("2025-08-01T10:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final TikaLimits LIMITS = new TikaLimits(
            1 << 20, 10_000, Duration.ofSeconds(60), LIMIT, Duration.ofMinutes(5), 500, 5, Duration.ofMinutes(10));

    /** Does what the document says. */
    private static final String ANOTHER_TIKA = """
            package org.apache.tika;

            public class Tika {
                private int documents;

                public void setMaxStringLength(int most) {}

                public String parseToString(java.io.InputStream in) throws Exception {
                    documents++;
                    String[] words = new String(in.readAllBytes(), "UTF-8").split(" ");
                    switch (words[0]) {
                        case "sleep": Thread.sleep(3_600_000);
                        case "spin": while (true) documents++;
                        case "halt": Runtime.getRuntime().halt(7);
                        case "exit": System.exit(0);
                        case "fill": { java.util.List<byte[]> all = new java.util.ArrayList<>(); while (true) all.add(new byte[1 << 20]); }
                        case "dive": return parseToString(new java.io.ByteArrayInputStream("dive".getBytes()));
                        case "flood": { java.io.OutputStream out = new java.io.FileOutputStream(java.io.FileDescriptor.out); while (true) out.write(new byte[8192]); }
                        case "long": return "x".repeat(3_000_000);
                        case "null": return null;
                        case "write": { java.io.OutputStream out = new java.io.FileOutputStream(System.getProperty("java.io.tmpdir") + "/big"); for (int i = 0; i < 200; i++) out.write(new byte[1 << 20]); return "written"; }
                        case "connect": new java.net.Socket("127.0.0.1", Integer.parseInt(words[1])).close(); return "connected";
                        case "resolve": return java.net.InetAddress.getByName(words[1]).toString();
                        case "run": new ProcessBuilder("sleep", "60").start(); return "running";
                        case "environment": return String.join(" ", System.getenv().keySet());
                        case "count": return "document " + documents;
                        default: System.out.println("noise"); System.err.println("noise"); return String.join(" ", words);
                    }
                }
            }
            """;

    @TempDir
    private static Path folder;

    private Instant now = NOW;
    private TikaDocuments documents = another(LIMITS);

    @BeforeAll
    static void compileAnotherTika() throws IOException {
        Path source = Files.writeString(folder.resolve("Tika.java"), ANOTHER_TIKA);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        String name = "org/apache/tika/Tika.class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("another.jar")))) {
            jar.putNextEntry(new JarEntry(name));
            Files.copy(folder.resolve(name), jar);
        }
    }

    private TikaDocuments another(TikaLimits limits) {
        return new TikaDocuments(Optional.of(folder.resolve("another.jar")), limits, () -> now);
    }

    @AfterEach
    void nothingIsLeft() {
        documents.close();
        assertThat(processes()).isEmpty();
    }

    private static List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .toList();
    }

    private Optional<String> read(String document) {
        return read(new OfficeFile("x.pdf", "application/pdf", document.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> read(OfficeFile file) {
        BodyPart part = new MessageParser().parse(file.mail()).attachments().get(0);
        return documents.of(part);
    }

    static Stream<OfficeFile> files() {
        String words = "The zebra crosses";
        return Stream.of(OfficeFile.pdf(words), OfficeFile.docx(words), OfficeFile.odt(words), OfficeFile.rtf(words));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsWithTheRealTika(OfficeFile file) {
        documents = new TikaDocuments(Optional.of(TikaJars.require()), TikaLimits.USUAL, () -> now);
        assertThat(read(file).map(String::strip)).hasValue("The zebra crosses");
    }

    @Test
    void theRealTikaFetchesNothingIntoADocument() throws IOException {
        documents = new TikaDocuments(Optional.of(TikaJars.require()), TikaLimits.USUAL, () -> now);
        Path secret = Files.writeString(folder.resolve("secret"), "sesame");
        String definition = "<!DOCTYPE x [<!ENTITY secret SYSTEM '" + secret.toUri() + "'>]>";
        assertThat(read(OfficeFile.odt(definition, "open &secret;")).orElse("")).doesNotContain("sesame");
    }

    @Test
    void theRealTikaRefusesWhatIsBrokenAndGoesOn() {
        documents = new TikaDocuments(Optional.of(TikaJars.require()), TikaLimits.USUAL, () -> now);
        OfficeFile whole = OfficeFile.docx("whole");
        byte[] half = Arrays.copyOf(whole.bytes(), whole.bytes().length / 2);
        assertThat(read(new OfficeFile("half.docx", whole.mediaType(), half)).orElse(""))
                .doesNotContain("whole");
        assertThat(read(whole).map(String::strip)).hasValue("whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep", "spin", "halt", "exit", "fill", "dive", "flood", "long", "write"})
    void aFaultCostsOnlyItsOwnText(String fault) {
        assertThat(read("fine before")).hasValue("fine before");
        Instant start = Instant.now();
        assertThat(read(fault)).isEmpty();
        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT.plusSeconds(10));
        assertThat(read("fine after")).hasValue("fine after");
    }

    @Test
    void theProcessReachesNothingOutside() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(read("connect " + server.getLocalPort())).isEmpty();
        }
        assertThat(read("resolve " + InetAddress.getLocalHost().getHostName())).isEmpty();
        assertThat(read("run")).isEmpty();
        assertThat(read("environment").orElseThrow().split(" "))
                .contains("PATH")
                .doesNotContain("HOME", "USER");
        assertThat(read("count")).as("refusals do not end the process").hasValue("document 5");
    }

    @Test
    void fiveFailuresInARowSwitchItOffForAWhile() {
        for (int i = 0; i < 4; i++) {
            assertThat(read("halt")).isEmpty();
        }
        assertThat(read("fine")).as("four are not five").hasValue("fine");
        for (int i = 0; i < 5; i++) {
            assertThat(read("halt")).isEmpty();
        }
        assertThat(read("fine")).isEmpty();
        now = NOW.plus(LIMITS.pause()).minusSeconds(1);
        assertThat(read("fine")).isEmpty();
        now = NOW.plus(LIMITS.pause());
        assertThat(read("fine")).hasValue("fine");
    }

    @Test
    void readsNothingThatIsTooLarge() {
        assertThat(read("x".repeat(LIMITS.bytes() + 1))).isEmpty();
        assertThat(processes()).isEmpty();
        String most = "m".repeat(9_000);
        assertThat(read(most)).hasValue(most);
    }

    @Test
    void oneProcessReadsOneDocumentAtATimeForAll() throws Exception {
        ExecutorService parsers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<String>>> texts = IntStream.range(0, 40)
                    .mapToObj(i -> parsers.submit(() -> read("mine is " + i)))
                    .toList();
            for (int i = 0; i < 40; i++) {
                assertThat(texts.get(i).get()).hasValue("mine is " + i);
            }
        } finally {
            parsers.shutdown();
        }
        assertThat(processes()).hasSize(1);
        assertThat(read("count")).hasValue("document 41");
    }

    @Test
    void aFreshProcessTakesTheTurnAfterSoManyDocuments() {
        documents =
                another(new TikaLimits(1 << 20, 10_000, LIMITS.start(), LIMIT, LIMITS.idle(), 2, 5, LIMITS.pause()));
        assertThat(Stream.of("count", "count", "count").map(this::read).map(Optional::orElseThrow))
                .containsExactly("document 1", "document 2", "document 1");
    }

    @Test
    void theProcessEndsWhenNoDocumentComes() throws Exception {
        documents = another(
                new TikaLimits(1 << 20, 10_000, LIMITS.start(), LIMIT, Duration.ofSeconds(1), 500, 5, LIMITS.pause()));
        assertThat(read("fine")).hasValue("fine");
        for (ProcessHandle process : processes()) {
            process.onExit().get();
        }
        assertThat(read("count")).hasValue("document 1");
    }

    @Test
    void theProcessEndsByItselfWhenADocumentIsLateAndNobodyEndsIt() throws Exception {
        ScheduledExecutorService absent = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch end = new CountDownLatch(1);
        Future<?> busy = absent.submit(() -> end.await(1, TimeUnit.MINUTES));
        try (TikaProcess process = TikaProcess.start(folder.resolve("another.jar"), LIMITS, absent)) {
            assertThatThrownBy(() -> process.text("sleep".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            TikaProcess.Failure.class,
                            failure -> assertThat(failure.fault()).isEqualTo(TikaProcess.Fault.ENDED));
            assertThat(busy).isNotDone();
        } finally {
            end.countDown();
            absent.shutdownNow();
        }
    }

    @Test
    void whatIsNoTikaReadsNothing() {
        for (Path no : List.of(folder.resolve("missing.jar"), folder.resolve("Tika.java"))) {
            documents = new TikaDocuments(Optional.of(no), LIMITS, () -> now);
            assertThat(read("fine")).isEmpty();
        }
        documents = new TikaDocuments(Optional.empty(), LIMITS, () -> now);
        assertThat(read("fine")).isEmpty();
    }
}
