package org.salonarchive.source.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;

class CollectedTest {

    private static final Provenance SOMEWHERE =
            new Provenance("imap://anna@localhost/INBOX", 1, new byte[0], Quoting.NONE, Optional.empty());

    @Test
    void whatFitsStaysInMemory() throws IOException {
        try (Collected bytes = new Collected(10)) {
            bytes.add("12345".getBytes());
            bytes.add("67890".getBytes());
            assertThat(((RawMessage) bytes.message(SOMEWHERE)).bytes()).isEqualTo("1234567890".getBytes());
        }
    }

    @Test
    void whatDoesNotFitGoesToAFileOfThisUserOnly() throws Exception {
        byte[] all = "1234567890abc".getBytes();
        try (Collected bytes = new Collected(10)) {
            bytes.add("12345".getBytes());
            bytes.add("67890a".getBytes());
            bytes.add("bc".getBytes());
            try (OversizeMessage message = (OversizeMessage) bytes.message(SOMEWHERE)) {
                assertThat(message.spool()).hasBinaryContent(all);
                assertThat(message.size()).isEqualTo(13);
                assertThat(message.sha256())
                        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(all));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(message.spool())))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void whatIsNotFinishedLeavesNothing() throws IOException {
        String mark = "unfinished " + UUID.randomUUID();
        try (Collected bytes = new Collected(1)) {
            bytes.add((mark + "x".repeat(100_000)).getBytes());
            assertThat(isThere(mark)).isTrue();
        }
        assertThat(isThere(mark)).isFalse();
    }

    private static boolean isThere(String mark) throws IOException {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> spools = Files.newDirectoryStream(folder, "salon-oversize*")) {
            for (Path spool : spools) {
                try (InputStream in = Files.newInputStream(spool)) {
                    if (new String(in.readNBytes(mark.length())).equals(mark)) {
                        return true;
                    }
                } catch (NoSuchFileException ofAnotherTest) {
                    // It has ended since.
                }
            }
        }
        return false;
    }
}
