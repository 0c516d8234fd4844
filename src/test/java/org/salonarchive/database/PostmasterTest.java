package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterTest {

    private static final Account OWN = new Account(List.of(), Optional.empty());

    @TempDir
    private Path cluster;

    @Test
    void isReadFromItsFile() throws IOException {
        write("123", "/data", "1795467076", "23456", "", "127.0.0.1", "  2173402        25", "ready   ");
        assertThat(Postmaster.of(cluster)).contains(new Postmaster(123, 23_456, true));
    }

    @Test
    void isNotReadyWhileItStartsOrStops() throws IOException {
        write("123", "/data", "1795467076", "23456", "", "127.0.0.1", "  2173402        25", "stopping");
        assertThat(Postmaster.of(cluster)).contains(new Postmaster(123, 23_456, false));
        write("123", "/data", "1795467076", "23456");
        assertThat(Postmaster.of(cluster)).contains(new Postmaster(123, 23_456, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nonsense\n", "12\n/data\n17\nnonsense\n", "99999999999999999999\n"})
    void isNotThereWhileItsFileSaysNothing(String content) throws IOException {
        Files.writeString(cluster.resolve("postmaster.pid"), content);
        assertThat(Postmaster.of(cluster)).isEmpty();
    }

    @Test
    void isNotAliveWhenItsNumberIsAnothersNow() {
        assertThat(new Postmaster(ProcessHandle.current().pid(), 1, true).isAlive(cluster))
                .isFalse();
    }

    @Test
    void isNotAliveWhenNobodyHasItsNumber() {
        assertThat(new Postmaster(Integer.MAX_VALUE, 1, true).isAlive(cluster)).isFalse();
        assertThat(new Postmaster(-5, 1, true).isAlive(cluster)).isFalse();
    }

    @Test
    void isBuriedWithoutLosingWhatItUsed() throws IOException, DatabaseUnavailable {
        write("123", "/data", "1795467076", "23456", "", "127.0.0.1", "  2173402        25", "ready   ");
        Postmaster.bury(cluster, OWN);
        assertThat(Files.readAllLines(cluster.resolve("postmaster.pid")))
                .startsWith(Integer.toString(Integer.MAX_VALUE), "/data")
                .contains("  2173402        25");
    }

    @Test
    void leavesNoEmptyFile() throws IOException, DatabaseUnavailable {
        write();
        Postmaster.bury(cluster, OWN);
        assertThat(cluster).isEmptyDirectory();
        Postmaster.bury(cluster, OWN);
        assertThat(cluster).isEmptyDirectory();
    }

    private void write(String... lines) throws IOException {
        Files.write(cluster.resolve("postmaster.pid"), List.of(lines));
    }
}
