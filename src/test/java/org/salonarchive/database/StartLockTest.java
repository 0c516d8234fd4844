package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartLockTest {

    @TempDir
    private Path folder;

    @Test
    void hasOneHolder() throws IOException, DatabaseUnavailable {
        try (StartLock first = StartLock.take(folder, Duration.ofSeconds(1))) {
            first.require();
            assertThat(StartLock.tryTake(folder)).isEmpty();
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> StartLock.take(folder, Duration.ofMillis(50)))
                    .withMessageContainingAll(folder.toString(), "log");
        }
        try (StartLock next = StartLock.take(folder, Duration.ofSeconds(1))) {
            next.require();
        }
    }
}
