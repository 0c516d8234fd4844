package org.salonarchive.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.testing.PostgresResource;

/** Mail by LMTP over real sockets into the real application. */
@QuarkusTest
@TestProfile(PushProfile.class)
@WithTestResource(PostgresResource.class)
class LmtpListenerTest {

    private final LmtpListener listener;
    private final Lists lists;
    private int port;
    private String reading = "";
    private String walking = "";

    LmtpListenerTest(LmtpListener listener, Lists lists) {
        this.listener = listener;
        this.lists = lists;
    }

    @BeforeEach
    void listens() throws SQLException {
        port = listener.start().orElseThrow();
        reading = lists.make("reading");
        walking = lists.make("walking");
    }

    private static String mail(String messageId, String body) {
        return "Message-ID: <" + messageId + ">\r\nFrom: A <a@example.org>\r\nDate: Sat, 1 Mar 2025 10:00:00 +0000\r\n"
                + "Subject: " + messageId + "\r\n\r\n" + body;
    }

    private static byte[] raw(String list, String messageId) {
        Response response = Lists.get(list, messageId);
        assertThat(response.statusCode()).as(messageId).isEqualTo(200);
        return response.asByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isThere(String list, String messageId) {
        return Lists.get(list, messageId).statusCode() == 200;
    }

    @Test
    void announcesWhatItCan() throws IOException {
        try (LmtpClient client = LmtpClient.connect(port)) {
            assertThat(client.reply()).startsWith("220 ");
            assertThat(client.ask("LHLO client.example.org"))
                    .contains("PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 1073741824", "ENHANCEDSTATUSCODES");
        }
    }

    @Test
    void keepsEveryByteAsItCame() throws IOException {
        String every = "";
        for (int octet = 0; octet < 256; octet++) {
            every += (char) octet;
        }
        String body = ".one dot\r\n..two\r\n.\rlone CR\r\n\n.\nbare LF\n.\r\n\r\r\n" + every + "\r\n....\r\n \t \r\n";
        String message = mail("bytes@example.org", body);
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.hand(reading, message)).startsWith("250 ");
        }

        assertThat(raw("reading", "bytes@example.org")).isEqualTo(bytes(message));
    }

    @Test
    void aLoneLineFeedBeforeADotEndsNoMessage() throws IOException {
        String smuggled = "\n.\nMAIL FROM:<x@example.org>\r\nRCPT TO:<" + walking + ">\r\nDATA\r\n";
        String message = mail("smuggler@example.org", "Hello" + smuggled + mail("smuggled@example.org", "Ha!\r\n"));
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.hand(reading, message)).startsWith("250 ");
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }

        assertThat(raw("reading", "smuggler@example.org")).isEqualTo(bytes(message));
        assertThat(isThere("walking", "smuggled@example.org")).isFalse();
    }

    @Test
    void answersOnceForEachRecipientInTheirOrder() throws Exception {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.send("MAIL FROM:<>\r\nRCPT TO:<" + reading + ">\r\nRCPT TO:<nobody@lists.example.org>\r\n"
                    + "RCPT TO:<@a.example.org,@b.example.org:" + walking.toUpperCase(java.util.Locale.ROOT)
                    + ">\r\nDATA\r\n");
            assertThat(client.reply()).startsWith("250 2.1.0");
            assertThat(client.reply()).startsWith("250 2.1.5");
            assertThat(client.reply()).startsWith("550 5.1.1");
            assertThat(client.reply()).startsWith("250 2.1.5");
            assertThat(client.reply()).startsWith("354");
            lists.pause(walking, true);
            try {
                client.send(mail("both@example.org", "To both.\r\n") + ".\r\nNOOP\r\n");
                assertThat(client.reply()).startsWith("250 2.0.0 Kept");
                assertThat(client.reply()).startsWith("451 4.3.0");
                assertThat(client.reply()).startsWith("250 2.0.0 Yes");
            } finally {
                lists.pause(walking, false);
            }
            assertThat(isThere("walking", "both@example.org")).isFalse();
            assertThat(client.hand(walking, mail("both@example.org", "To both.\r\n")))
                    .startsWith("250");
        }

        assertThat(raw("reading", "both@example.org")).isEqualTo(raw("walking", "both@example.org"));
    }

    @Test
    void aPausedListTakesNothingForNow() throws Exception {
        lists.pause(walking, true);
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.hand(walking, mail("paused@example.org", "Later.\r\n")))
                    .startsWith("451 4.3.0");
        } finally {
            lists.pause(walking, false);
        }
    }

    @Test
    void asksToComeAgainWhileTheDatabaseIsAway() throws Exception {
        String message = mail("away@example.org", "In an outage.\r\n");
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<>");
            assertThat(client.ask("RCPT TO:<" + reading + ">")).startsWith("250");
            try (Lists.Outage outage = lists.outage()) {
                assertThat(outage).isNotNull();
                assertThat(client.ask("RCPT TO:<" + walking + ">")).startsWith("451 4.3.0");
                assertThat(client.ask("DATA")).startsWith("354");
                client.send(message + ".\r\n");
                assertThat(client.reply()).startsWith("451 4.3.0");
            }
            assertThat(client.hand(reading, message)).startsWith("250");
        }

        assertThat(raw("reading", "away@example.org")).isEqualTo(bytes(message));
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    @Test
    void whatIsTooLargeForTheArchiveIsPutAsideWhole() throws Exception {
        byte[] head = bytes(mail("large@example.org", ""));
        byte[] line = bytes("0123456789012345678901234567890123456789012345678901234567890123456789\r\n");
        int count = SourceLimits.MESSAGE_BYTES / line.length + 1;
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(head);
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<> SIZE=" + (head.length + (long) line.length * count));
            client.ask("RCPT TO:<" + reading + ">");
            client.ask("RCPT TO:<" + walking + ">");
            client.ask("DATA");
            client.send(head);
            byte[] lines = new byte[line.length * 1000];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = line[i % line.length];
            }
            for (int left = count; left > 0; left -= 1000) {
                byte[] some = left >= 1000 ? lines : java.util.Arrays.copyOf(lines, left * line.length);
                client.send(some);
                sha256.update(some);
            }
            client.send(".\r\n");
            assertThat(client.reply()).startsWith("250 2.0.0");
            assertThat(client.reply()).startsWith("250 2.0.0");
        }

        String aside = HexFormat.of().formatHex(sha256.digest()) + " " + (head.length + (long) line.length * count);
        assertThat(lists.lastPutAside("reading")).contains(aside);
        assertThat(lists.lastPutAside("walking")).contains(aside);
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    @Test
    void aMessageWithNothingInItHasAnOutcomeToo() throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.hand(reading, "")).startsWith("250");
            assertThat(client.hand(reading, "\r\n")).startsWith("250");
        }
    }

    @Test
    void whatIsCutOffIsForgotten() throws Exception {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<>");
            client.ask("RCPT TO:<" + reading + ">");
            client.ask("DATA");
            client.send(mail("cut@example.org", "Half of it.\r\n"));
            client.cut();
        }

        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
        assertThat(isThere("reading", "cut@example.org")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EHLO client.example.org | 500 5.5.1
            HELO client.example.org | 500 5.5.1
            LHLO | 501 5.5.4
            MAIL FROM:<a@example.org | 501 5.5.4
            MAIL FROM:a@example.org | 501 5.5.4
            MAIL TO:<a@example.org> | 501 5.5.4
            MAIL FROM:<a@example.org>x | 501 5.5.4
            MAIL FROM:<a@example.org> BODY=BINARYMIME | 555 5.5.4
            MAIL FROM:<a@example.org> SIZE=1073741825 | 552 5.3.4
            MAIL FROM:<a@example.org> SIZE=99999999999999999999 | 552 5.3.4
            MAIL FROM:<a@example.org> SIZE=1000 SMTPUTF8 BODY=8BITMIME | 250 2.1.0
            mail from: <"a> b"@example.org> | 250 2.1.0
            RCPT TO:<reading@lists.example.org> | 503 5.5.1
            DATA | 503 5.5.1
            BDAT 10 LAST | 500 5.5.1
            STARTTLS | 500 5.5.1
            AUTH PLAIN AAA= | 500 5.5.1
            VRFY reading | 252
            NOOP whatever | 250
            RSET | 250
            '' | 500
            """)
    void answersEachCommandAsItDeserves(String command, String answer) throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.ask(command)).startsWith(answer);
            assertThat(client.ask("QUIT")).startsWith("221");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void takesNothingOutOfOrder() throws IOException {
        try (LmtpClient client = LmtpClient.connect(port)) {
            client.reply();
            assertThat(client.ask("MAIL FROM:<>")).startsWith("503");
            client.ask("LHLO client.example.org");
            client.ask("MAIL FROM:<>");
            assertThat(client.ask("MAIL FROM:<>")).startsWith("503");
            assertThat(client.ask("DATA")).startsWith("503");
            assertThat(client.ask("RCPT TO:<" + reading + "> NOTIFY=NEVER")).startsWith("555");
            assertThat(client.ask("RCPT TO:<" + reading + ">")).startsWith("250");
            assertThat(client.ask("LHLO again.example.org")).startsWith("250");
            assertThat(client.ask("DATA")).startsWith("503");
        }
    }

    @Test
    void relaysNothing() throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<>");
            for (String stranger : List.of(
                    "victim@elsewhere.example",
                    "reading@lists.example.org@elsewhere.example",
                    "reading%lists.example.org@elsewhere.example",
                    "' or 1=1 --",
                    "postmaster",
                    "")) {
                assertThat(client.ask("RCPT TO:<" + stranger + ">"))
                        .as(stranger)
                        .startsWith("550 5.1.1");
            }
        }
    }

    @Test
    void hearsAtMostAHundredRecipientsAtOnce() throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<>");
            for (int i = 0; i < 100; i++) {
                assertThat(client.ask("RCPT TO:<" + reading + ">")).startsWith("250");
            }
            assertThat(client.ask("RCPT TO:<" + reading + ">")).startsWith("452 4.5.3");
        }
    }

    @Test
    void endsWithAClientThatSpeaksAnotherLanguage() throws IOException {
        try (LmtpClient client = LmtpClient.connect(port)) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n" + "\0\u00ff\r\n".repeat(100));
            List<String> lines = new ArrayList<>();
            try {
                String line = client.line();
                while (line != null) {
                    lines.add(line);
                    line = client.line();
                }
            } catch (IOException reset) {
                // Closed with unread bytes, the connection may be reset before the last answer is read.
            }
            assertThat(lines).hasSizeLessThanOrEqualTo(22);
        }
    }

    @Test
    void refusesALineThatIsTooLongOrEndsWronglyAndGoesOn() throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.ask("NOOP " + "x".repeat(100_000))).startsWith("500 5.5.2");
            client.send("NOOP\n");
            assertThat(client.reply()).startsWith("500 5.5.2");
            assertThat(client.ask("NO\0OP")).startsWith("500 5.5.2");
            assertThat(client.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void survivesGarbageInAnyOrder() throws Exception {
        Random random = new Random(20_250_301);
        List<String> pieces = List.of(
                "LHLO x\r\n",
                "MAIL FROM:<>\r\n",
                "RCPT TO:<" + reading + ">\r\n",
                "DATA\r\n",
                ".\r\n",
                "..\r\n",
                "\r\n",
                "\n",
                "\r",
                "\0",
                "RSET\r\n",
                "<",
                ">",
                "QUIT",
                "\u00ff\u00fe",
                "MAIL FROM:",
                "x".repeat(3_000));
        for (int round = 0; round < 40; round++) {
            try (LmtpClient client = LmtpClient.connect(port)) {
                StringBuilder garbage = new StringBuilder();
                for (int i = 0; i < 60; i++) {
                    garbage.append(pieces.get(random.nextInt(pieces.size())));
                }
                client.send(garbage.toString());
                client.cut();
            } catch (IOException closed) {
                // As it should be with so many mistakes.
            }
        }

        String message = mail("after-garbage@example.org", "All is well.\r\n");
        Lists.await("a place is free", () -> {
            try (LmtpClient client = LmtpClient.connect(port)) {
                return String.valueOf(client.reply()).startsWith("220");
            }
        });
        try (LmtpClient client = LmtpClient.greeted(port)) {
            assertThat(client.hand(reading, message)).startsWith("250");
        }
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    @Test
    void doesNotWaitForASilentClient() throws IOException {
        try (LmtpClient client = LmtpClient.connect(port)) {
            assertThat(client.reply()).startsWith("220");
            assertThat(client.reply()).startsWith("421 4.4.2");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void doesNotWaitForAClientThatFallsSilentInAMessage() throws Exception {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            client.ask("MAIL FROM:<>");
            client.ask("RCPT TO:<" + reading + ">");
            client.ask("DATA");
            client.send("Subject: and then");
            assertThat(client.reply()).startsWith("421 4.4.2");
        }
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    @Test
    void doesNotWaitForAClientThatNeverReads() throws Exception {
        byte[] noops = bytes("NOOP\r\n".repeat(10_000));
        try (LmtpClient client = LmtpClient.connect(port)) {
            Lists.await("the connection is closed", () -> {
                try {
                    client.send(noops);
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
        }
    }

    @Test
    void hearsOnlySoManyAtOnce() throws Exception {
        List<LmtpClient> clients = new ArrayList<>();
        try {
            Lists.await("one too many is turned away", () -> {
                LmtpClient client = LmtpClient.connect(port);
                clients.add(client);
                return String.valueOf(client.reply()).startsWith("421 4.3.2");
            });
            assertThat(clients).hasSizeGreaterThan(1);
        } finally {
            for (LmtpClient client : clients) {
                client.close();
            }
        }
        Lists.await("there is a place again", () -> {
            try (LmtpClient client = LmtpClient.connect(port)) {
                return String.valueOf(client.reply()).startsWith("220");
            }
        });
    }

    @Test
    void leavesWhenItIsStoppedAndComesBack() throws IOException {
        try (LmtpClient client = LmtpClient.greeted(port)) {
            listener.stop();
            assertThat(client.line()).isNull();
        }
        int again = listener.start().orElseThrow();
        assertThat(listener.start()).hasValue(again);
        try (LmtpClient client = LmtpClient.greeted(again)) {
            assertThat(client.ask("NOOP")).startsWith("250");
        }
    }
}
