package org.salonarchive.source.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path parent;

    private Path left(String name, Instant changed) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve("lock"), "");
        Files.writeString(folder.resolve("salon-web1.mbox"), "From a killed process.");
        Files.setLastModifiedTime(folder, FileTime.from(changed));
        return folder;
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Instant longAgo = Instant.parse("2024-06-15T12:00:00Z");
        left("salon-web-dead", longAgo);
        left("salon-web-young", Instant.now());
        left("someone-elses", longAgo);
        Path living = left("salon-web-living", longAgo);
        try (FileChannel channel = FileChannel.open(living.resolve("lock"), StandardOpenOption.WRITE)) {
            channel.lock();
            Scratch.sweep(parent);
        }
        try (Stream<Path> folders = Files.list(parent)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder("salon-web-young", "someone-elses", "salon-web-living");
        }
    }

    @Test
    void filesAreThisUsersOnly() throws IOException {
        Path file = Scratch.file(".mbox");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
        Files.delete(file);
    }
}
