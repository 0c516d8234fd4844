package org.salonarchive.reader;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the archive is published. */
@ConfigMapping(prefix = "salon.site")
interface ReaderConfig {

    /** The public address of the site, such as {@code https://lists.example.org}; absolute links begin with it. */
    Optional<String> url();
}
