package org.salonarchive.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are taken in. */
@ConfigMapping(prefix = "salon.ingest")
public interface IngestConfig {

    /** Messages that are committed together, at most. */
    @WithDefault("1000")
    int batchMessages();

    /** Bytes of messages that are committed together; a single larger message is a batch of its own. */
    @WithDefault("4M")
    MemorySize batchBytes();

    /** How long an import waits for a database that went away, before it gives up. */
    @WithDefault("2m")
    Duration databasePatience();
}
