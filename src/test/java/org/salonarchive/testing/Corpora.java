package org.salonarchive.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real mail that stands beside the project and is never part of it. Where it is absent, a test says that it
 * is skipped; with SALON_TEST_COMPLETE=true it fails instead.
 */
public final class Corpora {

    private static final Path SHARED = Path.of(System.getProperty("salon.shared", "../shared"));

    private Corpora() {}

    /** A file or folder of the shared material, such as {@code corpora/lists}. */
    public static Path require(String relative) {
        Path path = SHARED.resolve(relative);
        if (!Files.exists(path) && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no " + path + ", and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(Files.exists(path), "skipped: there is no " + path);
        return path;
    }
}
