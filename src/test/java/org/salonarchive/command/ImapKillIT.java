package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.Dovecot;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;
import org.salonarchive.testing.TestCertificate;

/**
 * A service follows a folder of a real IMAP server in which mail comes and goes and whose folder is made anew, and is
 * killed again and again: every message is archived once, byte for byte.
 */
class ImapKillIT {

    private static final int KILLS = Integer.getInteger("salon.test.imap-kills", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String USER = "reader";

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();
    private final Random random = new Random(20251101);
    private final Set<String> delivered = new TreeSet<>();
    private Path certificate;

    private Program salon() {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dsalon.source.allowed-hosts=localhost,127.0.0.1,::1")
                .with("-Dsalon.source.certificates=" + certificate)
                .with("-Dsalon.ingest.batch-messages=5")
                .with("-Dquarkus.http.port=0");
    }

    private void deliver(Dovecot dovecot, String mailbox, int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            String mail =
                    "Message-ID: <%1$d@imap.example>\r\nFrom: A <a@imap.example>\r\nSubject: number %1$d\r\n\r\nText %1$d.\r\n"
                            .formatted(delivered.size());
            byte[] bytes = mail.getBytes(StandardCharsets.US_ASCII);
            dovecot.save(USER, mailbox, bytes);
            delivered.add(sha256(bytes));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private Set<String> archived() throws SQLException {
        Set<String> hashes = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select encode(r.sha256, 'hex') from raw_message r"
                        + " join list_message lm on lm.raw_id = r.id")) {
            while (row.next()) {
                assertThat(hashes.add(row.getString(1))).as("twice in the list").isTrue();
            }
        }
        return hashes;
    }

    private void awaitAll(Process service) throws SQLException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!archived().equals(delivered) && Instant.now().isBefore(end)) {
            service.waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(archived()).isEqualTo(delivered);
    }

    /** The same mail in a folder of another identity, as after a move to another server. */
    private static void makeAnew(Dovecot dovecot) throws IOException {
        dovecot.admin("mailbox", "create", "-u", USER, "anew");
        dovecot.admin("copy", "-u", USER, "anew", "mailbox", "lists", "all");
        dovecot.admin("mailbox", "delete", "-u", USER, "lists");
        dovecot.admin("mailbox", "rename", "-u", USER, "anew", "lists");
    }

    @Test
    void archivesEveryMailOnceHoweverOftenItDies() throws IOException, InterruptedException, SQLException {
        TestCertificate shown = TestCertificate.in(folder, "localhost");
        certificate = shown.certificate();
        try (Dovecot dovecot = Dovecot.start(shown)) {
            dovecot.admin("mailbox", "create", "-u", USER, "lists");
            deliver(dovecot, "lists", 12);
            Path password = Files.writeString(folder.resolve("password"), Dovecot.PASSWORD);
            Program.Ended added = salon().run(
                            "source",
                            "add",
                            "imap",
                            "--list",
                            "imap",
                            "--host",
                            "localhost",
                            "--port",
                            Integer.toString(dovecot.port()),
                            "--user",
                            USER,
                            "--folder",
                            "lists",
                            "--password-file",
                            password.toString(),
                            "--poll",
                            "30s");
            assertThat(added.status()).as(added.output()).isZero();
            assertThat(added.output()).contains("12 messages in lists").doesNotContain(Dovecot.PASSWORD);
            Process service = salon().start(folder.resolve("service"));
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    deliver(dovecot, "lists", random.nextInt(8));
                    service.waitFor(500 + random.nextInt(6_000), TimeUnit.MILLISECONDS);
                    service.destroyForcibly().waitFor();
                    deliver(dovecot, "lists", random.nextInt(8));
                    service = salon().start(folder.resolve("service"));
                    if (kill % 3 == 1) {
                        makeAnew(dovecot);
                    } else if (kill % 3 == 2) {
                        awaitAll(service);
                        dovecot.admin("expunge", "-u", USER, "mailbox", "lists", "1:5");
                    }
                }
                awaitAll(service);
                Instant before = Instant.now();
                deliver(dovecot, "lists", 1);
                awaitAll(service);
                System.out.printf(
                        "a mail in a folder with IDLE was archived %d ms after its delivery began%n",
                        Duration.between(before, Instant.now()).toMillis());
            } finally {
                service.destroyForcibly().waitFor();
            }
            assertThat(Files.readString(folder.resolve("service"))).doesNotContain(Dovecot.PASSWORD, "\tat ");
        }
    }
}
