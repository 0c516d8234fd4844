package org.salonarchive.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;

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

    /** Each message of a list of the shared material, as the product itself reads it, up to so many. */
    public static void eachMessage(String list, int most, Consumer<byte[]> reader) throws IOException {
        Path mbox = require("corpora/lists/" + list + ".mbox.gz");
        int count = 0;
        for (Source source : Sources.find(List.of(mbox)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                Optional<SourceItem> item = reading.next();
                while (item.isPresent() && count < most) {
                    if (item.get() instanceof RawMessage message) {
                        reader.accept(message.bytes());
                        count++;
                    }
                    item = reading.next();
                }
            }
        }
    }
}
