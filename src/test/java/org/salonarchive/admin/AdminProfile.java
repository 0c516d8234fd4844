package org.salonarchive.admin;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The application with a folder whose files may be named in the browser, and a small limit for uploads. */
public final class AdminProfile implements QuarkusTestProfile {

    static final Path FOLDER = Path.of("target/admin-test/mail").toAbsolutePath();
    private static final Path DATA = FOLDER.resolveSibling("data");
    static final int UPLOAD_LIMIT = 4 << 20;

    /** Puts the sample there, as a file that nobody has written to for a while. */
    static void have(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Files.copy(Path.of("src/main/resources/sample/salon.mbox"), file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    }

    /** What a run that was ended amid a test left behind. */
    private static void forgetUploads() throws IOException {
        Path uploads = DATA.resolve("uploads");
        if (Files.isDirectory(uploads)) {
            try (Stream<Path> all = Files.walk(uploads)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Files.createDirectories(FOLDER);
            forgetUploads();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return Map.of(
                "salon.source.folder", FOLDER.toString(),
                "salon.data-dir", DATA.toString(),
                "salon.admin.upload-limit", Integer.toString(UPLOAD_LIMIT));
    }
}
