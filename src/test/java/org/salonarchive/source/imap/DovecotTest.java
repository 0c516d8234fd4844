package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.testing.Dovecot;
import org.salonarchive.testing.FaultProxy;
import org.salonarchive.testing.TestCertificate;

/** A real IMAP server: folders that change while they are read, waiting for mail, compression, a large folder. */
@Timeout(30 * 60)
class DovecotTest {

    /** Messages of the large folder; more in the long profile. */
    private static final int LARGE = Integer.getInteger("salon.test.imap-messages", 2_000);

    private static final Timeouts PATIENT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofMinutes(9),
            Duration.ofMinutes(2));

    @TempDir
    static Path temporary;

    private static SSLContext trust;
    private static Dovecot server;

    @BeforeAll
    static void startServer() throws IOException {
        TestCertificate certificate = TestCertificate.in(temporary, "localhost");
        trust = certificate.context();
        server = Dovecot.start(certificate);
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static ImapFolder folder(String user, String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "user";
        settings[1] = user;
        System.arraycopy(more, 0, settings, 2, more.length);
        return Reads.folder(trust, PATIENT, server.port(), settings);
    }

    private static String put(String user, String mailbox, String subject) throws IOException {
        String text = "From: anna@example.org\r\nSubject: " + subject + "\r\n\r\nText of " + subject + "\r\n";
        server.save(user, mailbox, text.getBytes(StandardCharsets.US_ASCII));
        return text;
    }

    @Test
    void aFolderThatWasMadeAnewIsReadFromItsBeginning() throws IOException {
        server.admin("mailbox", "create", "-u", "maker", "Lists/Überblick & mehr");
        try (ImapFolder place = folder("maker", "folder", "Lists/Überblick & mehr")) {
            String one = put("maker", "Lists/Überblick & mehr", "one");
            String two = put("maker", "Lists/Überblick & mehr", "two");
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactly(one, two);
            String before = reads.checkpoint.text();
            server.admin("mailbox", "delete", "-u", "maker", "Lists/Überblick & mehr");
            assertThatThrownBy(() -> reads.pass(place))
                    .isInstanceOf(NoSuchFolder.class)
                    .hasMessageContaining("INBOX");
            server.admin("mailbox", "create", "-u", "maker", "Lists/Überblick & mehr");
            String three = put("maker", "Lists/Überblick & mehr", "three");
            assertThat(reads.pass(place).texts()).containsExactly(one, two, three);
            assertThat(reads.checkpoint.text()).endsWith(" 1").isNotEqualTo(before);
        }
    }

    @Test
    void aFolderThatTookTheNameOfAnotherIsReadFromItsBeginning() throws IOException {
        server.admin("mailbox", "create", "-u", "mover", "salon");
        server.admin("mailbox", "create", "-u", "mover", "other");
        put("mover", "salon", "one");
        put("mover", "other", "a");
        put("mover", "other", "b");
        try (ImapFolder place = folder("mover", "folder", "salon")) {
            Reads reads = new Reads().pass(place);
            server.admin("mailbox", "rename", "-u", "mover", "salon", "salon-old");
            server.admin("mailbox", "rename", "-u", "mover", "other", "salon");
            assertThat(reads.pass(place).items).hasSize(3);
        }
    }

    @Test
    void messagesThatGoWhileTheyAreReadArePassed() throws IOException {
        Set<String> all = new HashSet<>();
        for (int i = 1; i <= 80; i++) {
            all.add(put("goer", "INBOX", "number " + i));
        }
        try (ImapFolder place = folder("goer");
                Reading reading = place.sources().get(0).read(Optional.empty())) {
            Reads reads = new Reads();
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                reads.items.add(item.get());
                if (reads.items.size() == 10) {
                    server.admin("expunge", "-u", "goer", "mailbox", "INBOX", "uid", "5:60");
                }
            }
            assertThat(all).containsAll(reads.texts());
            assertThat(reads.texts()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(30);
            assertThat(reads.texts()).anyMatch(text -> text.contains("number 80"));
            assertThat(reading.checkpoint().text()).endsWith(" 80");
        }
    }

    @Test
    void newMailIsHeardOfWithinTwoSeconds() throws Exception {
        put("waiter", "INBOX", "one");
        try (ImapFolder place = folder("waiter")) {
            Reads reads = new Reads().pass(place);
            for (String subject : new String[] {"two", "three", "four"}) {
                CompletableFuture<Long> seen = CompletableFuture.supplyAsync(() -> {
                    try {
                        place.await(Duration.ofMinutes(1));
                        return System.nanoTime();
                    } catch (IOException | InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                });
                put("waiter", "INBOX", subject);
                long arrived = System.nanoTime();
                long nanos = seen.get(30, TimeUnit.SECONDS) - arrived;
                assertThat(nanos).isLessThan(2_000_000_000L);
                int before = reads.items.size();
                assertThat(reads.pass(place).items).hasSize(before + 1);
            }
        }
    }

    @Test
    void aWaitWithoutMailEndsInTimeAndLeavesTheConnectionInOrder() throws Exception {
        put("idler", "INBOX", "one");
        try (ImapFolder place = folder("idler")) {
            Reads reads = new Reads().pass(place);
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                place.await(Duration.ofMillis(2_500));
                assertThat(System.nanoTime() - start).isBetween(2_400_000_000L, 8_000_000_000L);
            }
            put("idler", "INBOX", "two");
            assertThat(reads.pass(place).items).hasSize(2);
        }
    }

    @Test
    void wordOfNewMailMayDripIn() throws Exception {
        put("dripper", "INBOX", "one");
        try (FaultProxy proxy = FaultProxy.to(server.port());
                ImapFolder place = Reads.folder(trust, PATIENT, proxy.port(), "user", "dripper")) {
            Reads reads = new Reads().pass(place);
            proxy.throttle(20);
            CompletableFuture<Void> put = CompletableFuture.runAsync(() -> {
                try {
                    put("dripper", "INBOX", "two");
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            place.await(Duration.ofMinutes(1));
            put.join();
            proxy.throttle(1_000_000);
            assertThat(reads.pass(place).items).hasSize(2);
        }
    }

    @Test
    void whereverTheNetworkBreaksEveryMessageIsThereOnceInTheEnd() throws IOException {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            sent.add(put("breaker", "INBOX", "number " + i));
        }
        try (FaultProxy proxy = FaultProxy.to(server.port())) {
            int breaks = 0;
            for (int after = 100; after < 8_000; after += 487) {
                proxy.cutAfter(FaultProxy.Direction.TO_CLIENT, after);
                Reads reads = new Reads();
                try (ImapFolder place = Reads.folder(trust, PATIENT, proxy.port(), "user", "breaker")) {
                    reads.pass(place);
                } catch (IOException broken) {
                    breaks++;
                }
                proxy.heal();
                try (ImapFolder place = Reads.folder(trust, PATIENT, proxy.port(), "user", "breaker")) {
                    reads.pass(place);
                }
                assertThat(reads.texts()).hasSize(20);
                assertThat(new HashSet<>(reads.texts())).isEqualTo(sent);
            }
            assertThat(breaks).isGreaterThan(5);
        }
    }

    @Test
    void theNetworkIsSparedByCompression() throws IOException {
        String text = "Subject: long\r\n\r\n" + "The same words again and again.\r\n".repeat(20_000);
        server.save("packer", "INBOX", text.getBytes(StandardCharsets.US_ASCII));
        try (FaultProxy proxy = FaultProxy.to(server.port());
                ImapFolder place = Reads.folder(trust, PATIENT, proxy.port(), "user", "packer")) {
            assertThat(new Reads().pass(place).texts()).containsExactly(text);
            assertThat(proxy.bytesToClient()).isLessThan(text.length() / 4);
        }
    }

    @Test
    void aLargeFolderIsReadInLittleMemory() throws IOException {
        fill("reader", LARGE);
        try (ImapFolder place = folder("reader");
                Reading reading = place.sources().get(0).read(Optional.empty())) {
            Set<Integer> numbers = new HashSet<>();
            // Other tests of this JVM hold memory too.
            long before = usedMemory();
            long most = before;
            long start = System.nanoTime();
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                RawMessage message = (RawMessage) item.get();
                String text = new String(message.bytes(), StandardCharsets.US_ASCII);
                numbers.add(Integer.parseInt(text.replaceAll("(?s).*Subject: number (\\d+).*", "$1")));
                assertThat(message.provenance().position()).isEqualTo(numbers.size());
                if (numbers.size() % Math.max(1, LARGE / 5) == 0) {
                    most = Math.max(most, usedMemory());
                }
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.printf(
                    "%d messages in %d ms, at most %d MB more used%n", numbers.size(), millis, (most - before) >> 20);
            assertThat(numbers).hasSize(LARGE);
            assertThat(reading.checkpoint().text()).endsWith(" " + LARGE);
            assertThat(most - before).isLessThan(64L << 20);
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Fills a folder over IMAP, with many messages in one command. */
    private static void fill(String user, int count) throws IOException {
        try (var socket = trust.getSocketFactory().createSocket("localhost", server.port())) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = new BufferedOutputStream(socket.getOutputStream());
            out.write(("a LOGIN " + user + " " + Dovecot.PASSWORD + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // The process that takes logins ends a connection that says much before it is handed on.
            String answer = in.readLine();
            while (answer != null && !answer.startsWith("a ")) {
                answer = in.readLine();
            }
            assertThat(answer).startsWith("a OK");
            out.write("b APPEND INBOX".getBytes(StandardCharsets.US_ASCII));
            for (int i = 1; i <= count; i++) {
                String text = "From: anna@example.org\r\nSubject: number " + i + "\r\n\r\n"
                        + ("Words of message " + i + ".\r\n").repeat(40);
                out.write((" {" + text.length() + "+}\r\n" + text).getBytes(StandardCharsets.US_ASCII));
            }
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            answer = in.readLine();
            while (answer != null && !answer.startsWith("b ")) {
                answer = in.readLine();
            }
            assertThat(answer).startsWith("b OK");
        }
    }
}
