package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.FaultProxy;
import org.salonarchive.testing.FaultProxy.Direction;
import org.salonarchive.testing.TestCertificate;

/** A network that breaks after any number of bytes. */
@Timeout(60 * 60)
class BrokenNetworkTest {

    /** Every how many bytes it breaks; 1 in the long profile. */
    private static final int STEP = Integer.getInteger("salon.test.imap-cut-step", 97);

    private static final int MESSAGES = 5;

    @TempDir
    static Path temporary;

    private static SSLContext trust;

    @BeforeAll
    static void makeCertificate() throws IOException {
        trust = TestCertificate.in(temporary, "localhost").context();
    }

    @Test
    void whereverItBreaksEveryMessageIsThereOnceInTheEnd() throws IOException {
        try (ScriptedImapServer server = new ScriptedImapServer(trust);
                FaultProxy proxy = FaultProxy.to(server.port())) {
            for (int i = 0; i < MESSAGES; i++) {
                server.add("Subject: number " + i + "\r\n\r\n" + "x".repeat(i * 300) + "\r\n");
            }
            server.capabilities = "IMAP4rev1 AUTH=PLAIN IDLE";
            Set<String> sent = new HashSet<>();
            server.messages.values().forEach(bytes -> sent.add(new String(bytes, StandardCharsets.ISO_8859_1)));
            for (Direction direction : Direction.values()) {
                int cuts = sweep(proxy, direction, sent);
                System.out.printf("%s: %d cuts, one each %d bytes%n", direction, cuts, STEP);
                assertThat(cuts).isGreaterThan(5);
            }
        }
    }

    private static int sweep(FaultProxy proxy, Direction direction, Set<String> sent) throws IOException {
        int cuts = 0;
        boolean whole = false;
        for (long after = 0; !whole; after += STEP) {
            proxy.cutAfter(direction, after);
            Reads reads = new Reads();
            whole = passes(reads, proxy);
            proxy.heal();
            try (ImapFolder place = Reads.folder(trust, proxy.port())) {
                reads.pass(place);
            }
            assertThat(reads.texts())
                    .as("cut after %d bytes %s", after, direction)
                    .hasSize(MESSAGES);
            assertThat(new HashSet<>(reads.texts())).isEqualTo(sent);
            cuts++;
        }
        return cuts;
    }

    private static boolean passes(Reads reads, FaultProxy proxy) {
        try (ImapFolder place = Reads.folder(trust, proxy.port())) {
            reads.pass(place);
            return true;
        } catch (IOException broken) {
            assertThat(broken).hasMessageContaining("localhost").hasMessageNotContaining("Exception");
            return false;
        }
    }
}
