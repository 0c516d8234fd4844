package org.salonarchive.ingest.follow;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What sources may reach; the operator of the machine decides, not whoever subscribes one. */
@ConfigMapping(prefix = "salon.source")
public interface SourceConfig {

    /** Hosts that sources may name although they are not public: names, addresses, blocks such as 10.0.0.0/8. */
    Optional<List<String>> allowedHosts();

    /** A PEM file of certificate authorities that are believed besides the machine's own. */
    Optional<Path> certificates();

    /** The folder in which files and folders must lie that are subscribed in the browser; without it, none may. */
    Optional<Path> folder();
}
