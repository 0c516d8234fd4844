package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.FaultProxy;
import org.salonarchive.testing.TestCertificate;

/** The everyday paths, against a server within the test. */
@Timeout(60)
class ImapFolderTest {

    @TempDir
    static Path temporary;

    private static SSLContext trust;
    private static GreenMail server;
    private static GreenMailUser anna;

    @BeforeAll
    static void startServer() throws IOException {
        TestCertificate certificate = TestCertificate.in(temporary, "localhost");
        trust = certificate.context();
        System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
        server.start();
        anna = server.setUser("anna", "open-sesame");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stopServer() {
        server.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @BeforeEach
    void emptyMailbox() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    private static ImapFolder folder(String... more) {
        return Reads.folder(trust, server.getImaps().getPort(), more);
    }

    private static MailFolder inbox() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(anna);
    }

    private static String put(MailFolder folder, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        folder.appendMessage(
                new MimeMessage(null, new ByteArrayInputStream(bytes)),
                new Flags(),
                Date.from(Instant.parse("2024-02-01T09:20:30Z")));
        return text;
    }

    private static String mail(String subject) {
        return "From: anna@example.org\r\nSubject: " + subject + "\r\n\r\nText of " + subject + "\r\n";
    }

    @Test
    void everyMessageIsGivenOnceInOrder() throws Exception {
        try (ImapFolder place = folder()) {
            String one = put(inbox(), mail("one"));
            String two = put(inbox(), mail("two"));
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactly(one, two);
            assertThat(reads.pass(place).texts()).hasSize(2);
            String three = put(inbox(), mail("three"));
            assertThat(reads.pass(place).texts()).containsExactly(one, two, three);
            assertThat(inbox().getMessages())
                    .noneMatch(message -> message.getFlags().contains(Flags.Flag.SEEN));
        }
    }

    @Test
    void anEmptyFolderIsNoError() throws Exception {
        try (ImapFolder place = folder()) {
            assertThat(new Reads().pass(place).pass(place).items).isEmpty();
            assertThat(place.test()).isEqualTo(new ImapFolder.Contents(0, Optional.empty()));
        }
    }

    @Test
    void aTestTellsWhatIsThere() throws Exception {
        try (ImapFolder place = folder()) {
            put(inbox(), mail("one"));
            put(inbox(), mail("two"));
            ImapFolder.Contents contents = place.test();
            assertThat(contents.messages()).isEqualTo(2);
            assertThat(contents.newest()).contains(Instant.parse("2024-02-01T09:20:30Z"));
        }
    }

    @Test
    void aWrongPasswordIsToldWithTheMend() throws Exception {
        try (ImapFolder place = folder("password", "wrong-word")) {
            assertThatThrownBy(place::test)
                    .isInstanceOf(SignInRefused.class)
                    .hasMessageContaining("Check the user and the password")
                    .hasMessageNotContaining("wrong-word");
        }
    }

    @Test
    void whereThereIsNoSuchFolderTheOthersAreNamed() throws Exception {
        server.getManagers().getImapHostManager().createMailbox(anna, "Lists");
        try (ImapFolder place = folder("folder", "Listen")) {
            assertThatThrownBy(place::test)
                    .isInstanceOfSatisfying(
                            NoSuchFolder.class,
                            told -> assertThat(told.folders()).contains("INBOX", "Lists"))
                    .hasMessageContaining("no folder Listen");
        }
    }

    @Test
    void aServerThatIsNotThereIsToldWithTheMend() throws Exception {
        try (ImapFolder place = Reads.folder(trust, freePort())) {
            assertThatThrownBy(place::test)
                    .hasMessageContaining("takes no connection")
                    .hasMessageContaining("port");
        }
    }

    @Test
    void onlyMailOfTheListIsGivenAndTheRestIsPassed() throws Exception {
        try (ImapFolder place = folder("list-id", "salon.example.org")) {
            put(inbox(), mail("private"));
            String ours = put(inbox(), "List-Id: The salon\r\n <salon.example.org>\r\n" + mail("ours"));
            put(inbox(), "List-Id: <other.example.org>\r\n" + mail("theirs"));
            Reads reads = new Reads().pass(place);
            assertThat(reads.texts()).containsExactly(ours);
            try (ImapFolder all = folder()) {
                assertThat(reads.pass(all).texts()).hasSize(1);
            }
        }
    }

    @Test
    void aLargeMessageComesInPieces() throws Exception {
        StringBuilder text = new StringBuilder(mail("large"));
        for (int i = 0; text.length() < 3 * ImapConnection.CHUNK; i++) {
            text.append("line ").append(i).append("\r\n");
        }
        try (ImapFolder place = folder()) {
            String large = put(inbox(), text.toString());
            String small = put(inbox(), mail("small"));
            assertThat(new Reads().pass(place).texts()).containsExactly(large, small);
        }
    }

    @Test
    void newMailEndsAWait() throws Exception {
        try (ImapFolder place = folder()) {
            Reads reads = new Reads().pass(place);
            Thread writer = new Thread(() -> {
                try {
                    put(inbox(), mail("new"));
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });
            writer.start();
            for (int passes = 0; reads.items.isEmpty() && passes < 20; passes++) {
                place.await(Duration.ofSeconds(2));
                reads.pass(place);
            }
            assertThat(reads.items).hasSize(1);
            writer.join();
        }
    }

    @Test
    void aDeadConnectionIsReplaced() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server.getImaps().getPort());
                ImapFolder place = Reads.folder(trust, proxy.port())) {
            String one = put(inbox(), mail("one"));
            Reads reads = new Reads().pass(place);
            proxy.cutNow();
            String two = put(inbox(), mail("two"));
            assertThat(reads.pass(place).texts()).containsExactly(one, two);
        }
    }

    @Test
    void aSilentConnectionIsFoundAndReplaced() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server.getImaps().getPort());
                ImapFolder place = Reads.folder(trust, proxy.port())) {
            put(inbox(), mail("one"));
            Reads reads = new Reads().pass(place);
            proxy.silence();
            assertThatThrownBy(() -> place.await(Duration.ofMillis(200))).hasMessageContaining("said nothing");
            proxy.heal();
            put(inbox(), mail("two"));
            assertThat(reads.pass(place).items).hasSize(2);
        }
    }

    @Test
    void aSlowNetworkLosesNothing() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(server.getImaps().getPort());
                ImapFolder place = Reads.folder(trust, proxy.port())) {
            String one = put(inbox(), mail("one"));
            proxy.throttle(20_000);
            assertThat(new Reads().pass(place).texts()).containsExactly(one);
        }
    }
}
