package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void areBroughtForTheMachinesThatSalonRunsOn(String system, String machine, String resource) {
        assertThat(Binaries.resource(system, machine)).isEqualTo(resource);
        assertThat(getClass().getResource("/" + resource)).isNotNull();
    }

    @Test
    void sayWhatToDoOnOtherMachines(@TempDir Path folder) {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> Binaries.in(folder, Binaries.resource("Linux", "riscv64")))
                .withMessageContainingAll("postgres-linux-riscv64.txz", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void thoseThatWereUnpackedBeforeAreCopied(@TempDir Path folder) throws IOException, DatabaseUnavailable {
        Path before = Prepared.folder(folder.resolve("before"));
        Path after = Files.createDirectory(folder.resolve("after"));
        System.setProperty(Binaries.UNPACKED, before.toRealPath().toString());
        try {
            Binaries.in(after, Binaries.resource(System.getProperty("os.name"), System.getProperty("os.arch")));
        } finally {
            System.clearProperty(Binaries.UNPACKED);
        }
        assertThat(contents(after.resolve(Binaries.NAME)))
                .isEqualTo(contents(before.resolve(Binaries.NAME).toRealPath()))
                .hasSizeGreaterThan(1_000);
        Prepared.unlink(before);
    }

    /** What is in a folder: its files and links with their modes. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                PosixFileAttributes attributes =
                        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                contents.put(
                        folder.relativize(file).toString(),
                        PosixFilePermissions.toString(attributes.permissions())
                                + (attributes.isSymbolicLink() ? " " + Files.readSymbolicLink(file) : "")
                                + (attributes.isRegularFile() ? " " + attributes.size() : ""));
            }
        }
        return contents;
    }
}
