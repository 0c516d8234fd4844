package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real MHonArc, which makes an archive for a test. Where the machine has none, the test says that it is skipped;
 * with SALON_TEST_COMPLETE=true it fails instead.
 */
public final class Mhonarc {

    private static final Path PROGRAM = Path.of("/usr/bin/mhonarc");

    private Mhonarc() {}

    /**
     * Adds the messages of a mailbox to the archive in a folder, which is made if need be.
     *
     * @param resources as a resource file of MHonArc has them; may be empty
     */
    public static void archive(Path folder, Path mailbox, String resources, String... options) throws IOException {
        if (!Files.isExecutable(PROGRAM) && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no " + PROGRAM + ", and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no " + PROGRAM);
        Path output = Files.createTempFile("mhonarc", ".log");
        Path settings = Files.writeString(Files.createTempFile("mhonarc", ".mrc"), resources);
        try {
            boolean more = Files.exists(folder);
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-quiet"));
            command.addAll(more ? List.of("-add") : List.of());
            command.addAll(resources.isEmpty() ? List.of() : List.of("-rcfile", settings.toString()));
            command.addAll(List.of(options));
            command.addAll(List.of("-outdir", folder.toString(), mailbox.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(output, StandardCharsets.ISO_8859_1))
                    .isZero();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            Files.delete(output);
            Files.delete(settings);
        }
    }
}
