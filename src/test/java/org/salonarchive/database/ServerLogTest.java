package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    private Path folder;

    private ServerLog log;

    @BeforeEach
    void makeLog() {
        log = new ServerLog(folder.resolve("log"));
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        log.prepare();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void isPutAsideWhenItHasGrownLong() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.file().toFile(), "rw")) {
            file.setLength((10 << 20) + 1);
        }
        log.prepare();
        assertThat(log.size()).isZero();
        assertThat(folder.resolve("log.1")).hasSize((10 << 20) + 1);
    }

    @Test
    void tellsWhatCameSince() throws IOException {
        assertThat(log.since(0)).isEmpty();
        log.prepare();
        Files.writeString(log.file(), "old\nFATAL: new\n");
        assertThat(log.since(4)).isEqualTo("FATAL: new");
        Files.writeString(log.file(), "x".repeat(5_000) + "end\n");
        assertThat(log.since(0)).endsWith("xend").hasSizeLessThan(1_501);
    }
}
