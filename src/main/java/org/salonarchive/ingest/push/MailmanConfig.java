package org.salonarchive.ingest.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How Mailman 3 hands mail over. */
@ConfigMapping(prefix = "salon.mailman")
interface MailmanConfig {

    /** What Mailman's archiver plugin is given as {@code api_key}; without one, there is no such place here. */
    Optional<String> key();

    /** Addresses or blocks of them from which Mailman may ask. */
    @WithDefault("127.0.0.0/8,::1")
    List<String> from();
}
