package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.testing.TestCertificate;

/** Servers that lie, break off, fall silent, change or are not who they should be. */
@Timeout(60)
class HostileImapServerTest {

    @TempDir
    static Path folder;

    private static SSLContext known;
    private static SSLContext ofAnotherName;

    @BeforeAll
    static void makeCertificates() throws IOException {
        known = TestCertificate.in(folder.resolve("known"), "localhost").context();
        ofAnotherName =
                TestCertificate.in(folder.resolve("other"), "imap.example.org").context();
    }

    private static ScriptedImapServer server() throws IOException {
        ScriptedImapServer server = new ScriptedImapServer(known);
        server.add("Subject: one\r\n\r\nfirst\r\n");
        server.add("Subject: two\r\n\r\nsecond\r\n");
        server.add("Subject: three\r\n\r\nthird\r\n");
        return server;
    }

    private static void refusesBeforeSigningIn(
            ScriptedImapServer server, SSLContext trust, String security, String says) throws IOException {
        try (ImapFolder place = Reads.folder(trust, server.port(), "security", security)) {
            assertThatThrownBy(place::sources)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(says)
                    .hasMessageContaining("localhost")
                    .hasMessageNotContaining("open-sesame");
        }
        assertThat(server.commands)
                .noneMatch(said -> said.startsWith("AUTHENTICATE")
                        || said.startsWith("LOGIN")
                        || said.contains("sesame")
                        || said.contains("anna"));
    }

    @Test
    void withoutStartTlsNothingIsSent() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(null)) {
            server.trick = (session, tag, command) -> {
                if (command.equals("STARTTLS")) {
                    session.send(tag + " BAD what\r\n");
                    return true;
                }
                return false;
            };
            refusesBeforeSigningIn(server, known, "starttls", "does not offer STARTTLS");
        }
    }

    @Test
    void anAnswerInjectedBeforeTlsIsNotBelieved() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(null)) {
            server.trick = (session, tag, command) -> {
                session.send(tag + " OK begin\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n");
                return true;
            };
            refusesBeforeSigningIn(server, known, "starttls", "");
        }
    }

    @Test
    void whoIsSignedInBeforeTlsIsNotBelieved() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(null)) {
            server.greeting = "* PREAUTH welcome";
            refusesBeforeSigningIn(server, known, "starttls", "PREAUTH");
        }
    }

    @Test
    void aServerWithoutTlsIsToldFromOneWith() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(null)) {
            refusesBeforeSigningIn(server, known, "tls", "does not speak TLS");
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(ofAnotherName)) {
            refusesBeforeSigningIn(server, ofAnotherName, "tls", "certificate for another name");
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(known)) {
            refusesBeforeSigningIn(server, ofAnotherName, "tls", "authority that this machine does not know");
        }
    }

    @Test
    void aMailboxThatIsOpenToEverybodyIsRefused() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.greeting = "* PREAUTH welcome";
            refusesBeforeSigningIn(server, known, "tls", "PREAUTH");
        }
    }

    @Test
    void aRefusalDoesNotGiveThePasswordAway() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.trick = (session, tag, command) -> {
                if (command.startsWith("AUTHENTICATE")) {
                    session.send("+ \r\n");
                    session.line();
                    session.send(tag + " NO [AUTHENTICATIONFAILED] not open-sesame\u001b[31m\r\n");
                    return true;
                }
                return false;
            };
            assertThatThrownBy(place::sources)
                    .isInstanceOf(SignInRefused.class)
                    .hasMessageContaining("does not accept anna")
                    .hasMessageNotContaining("sesame");
        }
    }

    @Test
    void aConnectionThatEndsWhileSigningInIsToldInPlainWords() throws IOException {
        for (String where : List.of("CAPABILITY", "AUTHENTICATE", "(nothing)")) {
            try (ScriptedImapServer server = server();
                    ImapFolder place = Reads.folder(known, server.port())) {
                server.greeting = where.startsWith("(") ? "* BYE too many of you" : "* OK";
                server.trick = (session, tag, command) -> {
                    if (command.startsWith(where)) {
                        session.socket.close();
                        return true;
                    }
                    return false;
                };
                assertThatThrownBy(place::sources)
                        .hasMessageContaining("localhost")
                        .hasMessageContaining("ended the connection.")
                        .hasMessageNotContaining("Exception");
            }
        }
    }

    @Test
    void onlyLooksAndNeverMarks() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port(), "list-id", "x.example.org")) {
            new Reads().pass(place).pass(place);
            place.test();
            assertThat(server.commands)
                    .allMatch(said -> said.matches(
                            "(CAPABILITY|NOOP|AUTHENTICATE PLAIN|\\(password\\) .*|EXAMINE .*" + "|(UID )?FETCH .*)"))
                    .noneMatch(said -> said.contains("BODY["));
        }
    }

    @Test
    void aDateAndAPlaceAreKeptWithEachMessage() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            Reads reads = new Reads().pass(place);
            RawMessage second = (RawMessage) reads.items.get(1);
            assertThat(second.provenance().position()).isEqualTo(2);
            assertThat(second.provenance().receivedAt()).contains(Instant.parse("2024-02-01T09:20:30Z"));
            assertThat(second.provenance().source()).isEqualTo("imap://anna@localhost:" + server.port() + "/INBOX");
        }
    }

    /** A pass that must fail soon and in little memory, whatever the server pours out. */
    private static void fails(ScriptedImapServer server, String says) throws IOException {
        try (ImapFolder place = Reads.folder(known, server.port())) {
            Reads reads = new Reads();
            ThrowingCallable pass = () -> reads.pass(place);
            assertThatThrownBy(pass).isInstanceOf(IOException.class).hasMessageContaining(says);
            assertThat(reads.items).isEmpty();
        }
    }

    private static ScriptedImapServer.Trick onBody(ScriptedImapServer.Trick trick) {
        return (session, tag, command) -> command.contains("BODY.PEEK[") && trick.answers(session, tag, command);
    }

    @Test
    void aLiteralOfAllMemoryIsRefusedBeforeRoomIsMade() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = onBody((session, tag, command) -> {
                session.send("* 1 FETCH (UID 1 BODY[]<0> {2000000000}\r\nabc");
                return true;
            });
            fails(server, "announced 2000000000 bytes");
        }
    }

    @Test
    void aLiteralMarkOverTheEndOfALiteralIsFollowed() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = onBody((session, tag, command) -> {
                session.send("* 1 FETCH (UID 1 BODY[]<0> {13}\r\n{2000000000}\r\n");
                return true;
            });
            fails(server, "announced 2000000000 bytes");
        }
    }

    @Test
    void answersWithoutEndAreCutOff() throws IOException {
        for (String endless : List.of("* 1 EXISTS\r\n", "x", "* OK ", "* BYE\r\n")) {
            try (ScriptedImapServer server = server()) {
                server.trick = onBody((session, tag, command) -> {
                    String much = endless.repeat(1000);
                    while (true) {
                        session.send(much);
                    }
                });
                fails(server, endless.contains("BYE") ? "ended the connection" : "sent more than the");
            }
        }
    }

    @Test
    void aDrippingAnswerIsCutOff() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(
                        known,
                        new Timeouts(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(9),
                                Duration.ofSeconds(2)),
                        server.port())) {
            server.trick = onBody((session, tag, command) -> {
                while (true) {
                    session.send("x");
                    LockSupport.parkNanos(50_000_000);
                }
            });
            assertThatThrownBy(() -> new Reads().pass(place)).hasMessageContaining("took too long");
        }
    }

    @Test
    void aSilentServerIsGivenUp() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = onBody((session, tag, command) -> true);
            fails(server, "said nothing");
        }
    }

    @Test
    void garbageIsAnError() throws IOException {
        for (String garbage : List.of("\r\n\r\n\r\n", "* (((((\r\n", "* 1 FETCH\r\n", "* 1 FETCH (\r\n", "\0\0\r\n")) {
            try (ScriptedImapServer server = server()) {
                server.trick = onBody((session, tag, command) -> {
                    session.send(garbage);
                    session.socket.close();
                    return true;
                });
                fails(server, "localhost");
            }
        }
    }

    @Test
    void whatInflatesWithoutEndIsCutOff() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.capabilities = "IMAP4rev1 AUTH=PLAIN COMPRESS=DEFLATE";
            server.trick = (session, tag, command) -> {
                if (command.equals("COMPRESS DEFLATE")) {
                    session.send(tag + " OK\r\n");
                    var bomb = new DeflaterOutputStream(session.out, new Deflater(9, true), true);
                    byte[] zeros = new byte[1 << 20];
                    // The client says something first, so that it has begun to inflate.
                    session.socket.getInputStream().read();
                    for (int i = 0; i < 4096; i++) {
                        bomb.write(zeros);
                    }
                    return true;
                }
                return false;
            };
            assertThatThrownBy(() -> new Reads().pass(place)).hasMessageContaining("sent more than the");
        }
    }

    @Test
    void aConnectionThatEndsWithinAMessageIsReadOnFromThere() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            Reads reads = new Reads();
            AtomicBoolean once = new AtomicBoolean();
            server.trick = onBody((session, tag, command) -> {
                if (once.getAndSet(true)) {
                    return false;
                }
                session.send("* 1 FETCH (UID 1 BODY[]<0> {25}\r\nSubject: one");
                session.socket.close();
                return true;
            });
            assertThatThrownBy(() -> reads.pass(place)).hasMessageContaining("ended the connection");
            assertThat(reads.pass(place).texts()).containsExactlyElementsOf(all(server));
        }
    }

    private static List<String> all(ScriptedImapServer server) {
        return server.messages.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void aMessageThatGoesWhileItIsFetchedIsPassed() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.trick = onBody((session, tag, command) -> {
                server.messages.remove(2L);
                return false;
            });
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactlyElementsOf(all(server)).hasSize(2);
            assertThat(reads.checkpoint.text()).isEqualTo("imap1 7 3");
        }
    }

    @Test
    void aMessageThatIsListedButNotGivenIsTold() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.trick = onBody((session, tag, command) -> {
                if (command.startsWith("UID FETCH 2 ")) {
                    session.send(tag + " NO broken\r\n");
                    return true;
                }
                if (command.startsWith("UID FETCH 1,2,3 ")) {
                    server.answer(session, "*", command.replace("1,2,3", "1,3"));
                    session.send(tag + " NO some are broken\r\n");
                    return true;
                }
                return false;
            });
            Reads reads = new Reads().pass(place);
            assertThat(reads.items.get(1))
                    .isInstanceOfSatisfying(
                            UnreadableStretch.class,
                            stretch -> assertThat(stretch.reason()).contains("UID 2", "does not give its bytes"));
            assertThat(reads.items).hasSize(3);
        }
    }

    @Test
    void aServerThatGivesNothingFailsInsteadOfBeingPassedOver() throws IOException {
        try (ScriptedImapServer server = server()) {
            for (int i = 0; i < 10; i++) {
                server.add("Subject: more\r\n\r\n");
            }
            server.trick = onBody((session, tag, command) -> {
                session.send(tag + " NO broken\r\n");
                return true;
            });
            try (ImapFolder place = Reads.folder(known, server.port())) {
                Reads reads = new Reads();
                assertThatThrownBy(() -> reads.pass(place)).hasMessageContaining("gives none of them");
                assertThat(reads.items).hasSize(3).allMatch(UnreadableStretch.class::isInstance);
            }
        }
    }

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Ends the connection at every command that asks for bytes of these messages. */
    private static ScriptedImapServer.Trick endingOver(Set<Long> poison) {
        return onBody((session, tag, command) -> {
            String uids = command.replaceAll("UID FETCH ([0-9,]+) .*", "$1");
            if (Stream.of(uids.split(",")).map(Long::valueOf).noneMatch(poison::contains)) {
                return false;
            }
            session.socket.close();
            return true;
        });
    }

    /** Pass after pass, each over a connection of its own, as after any failure. */
    private static int passesUntilOneEnds(Reads reads, ScriptedImapServer server, Instant now) throws IOException {
        for (int pass = 1; pass < 50; pass++) {
            try (ImapFolder place = Reads.folder(known, Reads.SHORT, () -> now, server.port())) {
                reads.pass(place);
                return pass;
            } catch (IOException failed) {
                assertThat(failed).hasMessageContaining("ended the connection");
            }
        }
        throw new AssertionError("No pass came to its end.");
    }

    @Test
    void aMessageThatEndsEveryConnectionKeepsBackNoOther() throws IOException {
        try (ScriptedImapServer server = server()) {
            for (int i = 0; i < 60; i++) {
                server.add("Subject: more " + i + "\r\n\r\ntext\r\n");
            }
            Set<Long> poison = ConcurrentHashMap.newKeySet();
            poison.addAll(List.of(2L, 40L));
            server.trick = endingOver(poison);
            Reads reads = new Reads();
            // Once over the messages around each, five times over each by itself, and one that ends.
            assertThat(passesUntilOneEnds(reads, server, NOW)).isLessThanOrEqualTo(2 * 6 + 1);
            assertThat(reads.items).hasSize(63);
            assertThat(reads.items.stream()
                            .filter(UnreadableStretch.class::isInstance)
                            .map(item -> item.provenance().position()))
                    .containsExactly(2L, 40L);
            assertThat(((UnreadableStretch) reads.items.get(1)).reason())
                    .contains("UID 2 cannot be read", "ends the connection");

            // In vain at first: each is asked for once more, and nothing is told twice.
            Instant later = NOW.plus(Duration.ofHours(6));
            assertThat(passesUntilOneEnds(reads, server, later.minusSeconds(1))).isEqualTo(1);
            assertThat(passesUntilOneEnds(reads, server, later)).isEqualTo(3);
            assertThat(reads.items).hasSize(63);

            poison.clear();
            passesUntilOneEnds(reads, server, NOW.plus(Duration.ofDays(1)));
            assertThat(reads.items).hasSize(65);
            assertThat(reads.items.subList(63, 65))
                    .allMatch(RawMessage.class::isInstance)
                    .extracting(item -> item.provenance().position())
                    .containsExactly(2L, 40L);
            assertThat(reads.checkpoint.text()).isEqualTo("imap1 7 63");
            assertThat(passesUntilOneEnds(reads, server, NOW.plus(Duration.ofDays(1))))
                    .isEqualTo(1);
            assertThat(reads.items).hasSize(65);
        }
    }

    @Test
    void aMessageThatWasNotGivenIsGoneLater() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = endingOver(Set.of(2L));
            Reads reads = new Reads();
            passesUntilOneEnds(reads, server, NOW);
            assertThat(reads.checkpoint.text()).matches("imap1 7 3 0 3 2:\\d+");
            server.messages.remove(2L);
            passesUntilOneEnds(reads, server, NOW.plus(Duration.ofDays(1)));
            assertThat(reads.checkpoint.text()).isEqualTo("imap1 7 3");
            assertThat(reads.items).hasSize(3);
        }
    }

    @Test
    void aTemporaryNoPassesNoMessage() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = onBody((session, tag, command) -> {
                session.send(tag + " NO [UNAVAILABLE] later\r\n");
                return true;
            });
            fails(server, "at the moment");
        }
    }

    @Test
    void answersOutOfOrderAreSorted() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.trick = (session, tag, command) -> {
                if (command.startsWith("FETCH 1:3")) {
                    List<Long> uids = new ArrayList<>(server.messages.keySet());
                    Collections.reverse(uids);
                    for (long uid : uids) {
                        session.send(server.row(uid));
                    }
                    session.send("* 2 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (X-ODD (1 2))\r\n" + tag + " OK\r\n");
                    return true;
                }
                return false;
            };
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactlyElementsOf(all(server));
            assertThat(reads.checkpoint.text()).isEqualTo("imap1 7 3");
        }
    }

    @Test
    void aDateThatIsNoneHidesNoMessage() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.trick = (session, tag, command) -> {
                if (command.contains("INTERNALDATE")) {
                    session.send(server.row(1)
                            + server.row(2).replaceAll("INTERNALDATE \".*\"", "INTERNALDATE \"never\"")
                            + server.row(3)
                            + tag + " OK\r\n");
                    return true;
                }
                return false;
            };
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactlyElementsOf(all(server));
            assertThat(reads.items.get(1).provenance().receivedAt()).isEmpty();
        }
    }

    @Test
    void aFolderWhoseLastMessageIsNotToldIsNotTakenForEmpty() throws IOException {
        try (ScriptedImapServer server = server()) {
            server.trick = (session, tag, command) -> {
                if (command.startsWith("UID FETCH *")) {
                    session.send(tag + " NO sorry\r\n");
                    return true;
                }
                return false;
            };
            fails(server, "does not tell which its last message is");
        }
    }

    @Test
    void idleIsAskedForAnewAndEndsWhenItsThreadIsWanted() throws Exception {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.capabilities = "IMAP4rev1 AUTH=PLAIN IDLE";
            server.trick = (session, tag, command) -> {
                if (command.equals("IDLE")) {
                    session.send("+ idling\r\n* OK still here\r\n");
                    session.line();
                    session.send(tag + " OK\r\n");
                    return true;
                }
                return false;
            };
            Reads reads = new Reads().pass(place);
            place.await(Duration.ofSeconds(1));
            assertThat(server.commands.stream().filter("IDLE"::equals)).hasSizeBetween(2, 5);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> place.await(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
            server.add("Subject: four\r\n\r\n");
            assertThat(reads.pass(place).items).hasSize(4);
        }
    }

    @Test
    void anotherValidityMeansAnotherFolder() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            Reads reads = new Reads().pass(place);
            server.validity = 4_000_000_000L;
            assertThat(reads.pass(place).items).hasSize(6);
            assertThat(reads.checkpoint.text()).isEqualTo("imap1 4000000000 3");
        }
    }

    @Test
    void withoutAValidityEverythingIsReadEachTime() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            server.validity = 0;
            assertThat(new Reads().pass(place).pass(place).items).hasSize(6);
        }
    }

    @Test
    void aShrunkenUidNextMeansThatEverythingIsReadAgain() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            Reads reads = new Reads().pass(place);
            server.messages.remove(3L);
            assertThat(reads.pass(place).items).hasSize(5);
        }
    }

    @Test
    void gapsOfAnyWidthAreCrossed() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            for (long uid : List.of(1_000L, 1_001L, 90_000L, 4_000_000_000L, 4_294_967_295L)) {
                server.messages.put(uid, ("Subject: at " + uid + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(new Reads().pass(place).texts()).containsExactlyElementsOf(all(server));
            for (long uid : server.messages.keySet()) {
                Reads later = new Reads();
                later.checkpoint = new ImapCheckpoint(7, uid).checkpoint();
                assertThat(later.pass(place).items)
                        .hasSize(server.messages.tailMap(uid, false).size());
            }
        }
    }

    @Test
    void aMessageWithoutEndIsTold() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            String chunk = "y".repeat(ImapConnection.CHUNK);
            server.trick = onBody((session, tag, command) -> {
                if (!command.matches("UID FETCH 2 .*<[1-9]\\d*\\..*")) {
                    server.messages.put(2L, chunk.getBytes(StandardCharsets.US_ASCII));
                    return false;
                }
                String offset = command.replaceAll(".*<(\\d+)\\..*", "$1");
                session.send("* 2 FETCH (UID 2 BODY[]<" + offset + "> {" + chunk.length() + "}\r\n" + chunk + ")\r\n"
                        + tag + " OK\r\n");
                return true;
            });
            Reads reads = new Reads().pass(place);
            assertThat(((UnreadableStretch) reads.items.get(1)).reason()).contains("it has no end");
            assertThat(reads.items).hasSize(3);
        }
    }

    @Test
    void aWrongSizeIsNotBelieved() throws IOException {
        try (ScriptedImapServer server = server();
                ImapFolder place = Reads.folder(known, server.port())) {
            String large = "Subject: large\r\n\r\n" + "z".repeat(3 * ImapConnection.CHUNK);
            server.messages.put(2L, large.getBytes(StandardCharsets.US_ASCII));
            server.trick = (session, tag, command) -> {
                if (command.startsWith("FETCH 1:3")) {
                    for (int i = 1; i <= 3; i++) {
                        session.send(
                                "* " + i + " FETCH (UID " + i + " RFC822.SIZE " + (i == 3 ? 99_999 : 10) + ")\r\n");
                    }
                    session.send(tag + " OK\r\n");
                    return true;
                }
                return false;
            };
            assertThat(new Reads().pass(place).texts()).containsExactlyElementsOf(all(server));
        }
    }

    @Test
    void closingEndsAWait() throws Exception {
        for (String capabilities : List.of("IMAP4rev1 AUTH=PLAIN", "IMAP4rev1 AUTH=PLAIN IDLE")) {
            try (ScriptedImapServer server = server()) {
                server.capabilities = capabilities;
                AtomicBoolean idles = new AtomicBoolean(!capabilities.contains("IDLE"));
                server.trick = (session, tag, command) -> {
                    if (command.equals("IDLE")) {
                        session.send("+ idling\r\n");
                        idles.set(true);
                        return true;
                    }
                    return false;
                };
                ImapFolder place = Reads.folder(known, server.port());
                new Reads().pass(place);
                Thread waits = new Thread(() -> {
                    try {
                        place.await(Duration.ofMinutes(5));
                    } catch (IOException | InterruptedException told) {
                        throw new AssertionError(told);
                    }
                });
                waits.start();
                while (!idles.get()) {
                    Thread.onSpinWait();
                }
                place.close();
                waits.join(5_000);
                assertThat(waits.isAlive()).isFalse();
                assertThatThrownBy(place::sources).hasMessageContaining("was closed");
            }
        }
    }

    @Test
    void settingsWithALineEndAreRefused() {
        for (String name : List.of("user", "password", "folder", "host")) {
            assertThatThrownBy(() -> ImapSettings.of(Reads.settings(993, name, "a\r\nX1 DELETE INBOX")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name)
                    .hasMessageNotContaining("DELETE");
        }
        assertThat(Reads.folder(known, 993)).hasToString("imap://anna@localhost/INBOX");
        assertThat(Optional.of(ImapSettings.of(Reads.settings(993))).toString()).doesNotContain("sesame");
    }
}
