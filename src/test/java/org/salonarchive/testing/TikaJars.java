package org.salonarchive.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real Apache Tika, which src/test/tika/pom.xml fetches. Where it was not fetched, a test says that it is skipped;
 * with SALON_TEST_COMPLETE=true it fails instead.
 */
public final class TikaJars {

    private static final Path FOLDER = Path.of("target/tika");

    private TikaJars() {}

    /** The folder of its jars. */
    public static Path require() {
        boolean there = Files.isDirectory(FOLDER);
        if (!there && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no " + FOLDER + ", and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(
                there,
                "skipped: there is no " + FOLDER
                        + "; ./mvnw -f src/test/tika/pom.xml dependency:copy-dependencies fetches it");
        return FOLDER.toAbsolutePath();
    }
}
