package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    @TempDir
    private Path dataDir;

    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        folder = Prepared.folder(dataDir);
    }

    @AfterEach
    void tidy() throws IOException {
        Prepared.unlink(folder);
    }

    @Test
    void removesWhatAKilledProcessLeftHalfMade() throws IOException, DatabaseUnavailable {
        Files.createDirectories(folder.resolve("making-123/cluster/base"));
        Files.writeString(folder.resolve("making-123/cluster/PG_VERSION"), "18\n");
        Files.createDirectories(folder.resolve("unpacking-123/bin"));
        Files.writeString(folder.resolve("password"), "of a cluster that never was\n");
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThat(Prepared.answers(database)).isTrue();
        }
        assertThat(names()).noneMatch(name -> name.startsWith("making-") || name.startsWith("unpacking-"));
    }

    @Test
    void isMadeAgainAfterAKillWhileItWasMade() throws IOException, DatabaseUnavailable {
        Joiner killed = Joiner.start(dataDir);
        Prepared.await("the making", () -> names().stream().anyMatch(name -> name.startsWith("making-")));
        killed.kill();
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThat(Prepared.answers(database)).isTrue();
        }
    }

    @Test
    void leavesAClusterOfAnotherVersionAlone() throws IOException {
        Path version = Files.writeString(
                Files.createDirectories(folder.resolve("cluster")).resolve("PG_VERSION"), "17\n");
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(dataDir))
                .withMessageContainingAll(
                        "PostgreSQL 17",
                        "PostgreSQL 18",
                        "pg_dump",
                        "pg_upgrade",
                        folder.toRealPath().toString());
        assertThat(version).hasContent("17");
        assertThat(names()).contains("cluster").doesNotContain("password", "log");
    }

    @Test
    void leavesAFolderThatIsNoClusterAlone() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectories(folder.resolve("cluster")).resolve("precious"), "mail");
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(dataDir))
                .withMessageContainingAll("PG_VERSION", "backup");
        assertThat(precious).hasContent("mail");
    }

    @Test
    void saysWhenThePasswordIsGone() throws IOException, DatabaseUnavailable {
        EmbeddedPostgres.join(dataDir).close();
        Files.delete(folder.resolve("password"));
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(dataDir))
                .withMessageContainingAll(
                        folder.toRealPath().resolve("password").toString(), "backup");
        assertThat(Prepared.runs(folder)).isFalse();
    }

    private List<String> names() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }
}
