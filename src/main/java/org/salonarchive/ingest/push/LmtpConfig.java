package org.salonarchive.ingest.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Where mail servers hand mail over by LMTP. */
@ConfigMapping(prefix = "salon.lmtp")
interface LmtpConfig {

    /** The port; without one, nobody listens. 0 is any free one. */
    OptionalInt port();

    /** The address to listen on. LMTP knows no passwords: whoever reaches the port can post to the lists. */
    @WithDefault("127.0.0.1")
    String host();

    /** Clients that are heard at once. */
    @WithDefault("32")
    int connections();

    /** How long a client may be silent, or take for one line. */
    @WithDefault("5m")
    Duration idle();

    /** How long a client may take for one message. */
    @WithDefault("1h")
    Duration message();
}
