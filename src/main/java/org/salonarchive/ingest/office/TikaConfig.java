package org.salonarchive.ingest.office;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the text of attached documents is read. */
@ConfigMapping(prefix = "salon.search")
interface TikaConfig {

    /** Apache Tika: the file tika-app-….jar, or a folder of jars that together are the same; without it, none is read. */
    Optional<Path> tika();
}
