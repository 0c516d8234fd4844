package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class TarXzTest {

    @TempDir
    private Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(outside.resolve("folder"));
    }

    @Test
    void keepsModesAndLinks() throws IOException {
        unpack(
                file("./bin/postgres", 0755),
                file("share/sql", 0644),
                file("lib/libpq.so.5.18", 0777),
                link("lib/libpq.so", "libpq.so.5.18"));
        assertThat(folder.resolve("bin/postgres")).hasContent("./bin/postgres");
        assertThat(mode("bin/postgres")).isEqualTo("rwxr-xr-x");
        assertThat(mode("share/sql")).isEqualTo("rw-r--r--");
        assertThat(mode("lib/libpq.so.5.18")).isEqualTo("rwxr-xr-x");
        assertThat(mode("lib")).isEqualTo("rwxr-xr-x");
        assertThat(Files.readSymbolicLink(folder.resolve("lib/libpq.so"))).hasToString("libpq.so.5.18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/evil", "bin/../../evil", "./bin/../../folder-evil"})
    void writesNothingOutside(String name) throws IOException {
        byte[] packed = pack(file(name, 0644));
        assertThatIOException().isThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(packed), folder));
        assertThat(outside.toFile().list()).containsExactly("folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../elsewhere", "/etc", "bin/../../elsewhere"})
    void makesNoLinkThatLeadsOutside(String target) throws IOException {
        byte[] packed = pack(link("link", target));
        assertThatIOException().isThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(packed), folder));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        byte[] packed =
                pack(file("a/b/x", 0644), link("a/b/up", "../.."), link("out", "a/b/up/.."), file("out/evil", 0644));
        assertThatIOException()
                .isThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(packed), folder))
                .withMessageContaining("out/evil");
        assertThat(outside.toFile().list()).containsExactly("folder");
    }

    @Test
    void takesNeitherHardLinksNorDevices() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR}) {
            TarArchiveEntry entry = new TarArchiveEntry("odd", kind);
            entry.setLinkName("bin/postgres");
            byte[] packed = pack(entry);
            assertThatIOException()
                    .isThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(packed), folder))
                    .withMessageContaining("odd");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysThatAnArchiveIsDamaged() throws IOException {
        byte[] packed = pack(file("bin/postgres", 0755));
        byte[] half = Arrays.copyOf(packed, packed.length / 2);
        assertThatIOException().isThrownBy(() -> TarXz.unpack(new ByteArrayInputStream(half), folder));
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    private void unpack(TarArchiveEntry... entries) throws IOException {
        TarXz.unpack(new ByteArrayInputStream(pack(entries)), folder);
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(0100000 | mode);
        entry.setSize(name.length());
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    /** The content of a file is its name. */
    private static byte[] pack(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options(0)))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                }
                tar.closeArchiveEntry();
            }
        }
        return packed.toByteArray();
    }
}
