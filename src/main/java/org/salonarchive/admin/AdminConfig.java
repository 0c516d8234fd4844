package org.salonarchive.admin;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the operator's pages take. */
@ConfigMapping(prefix = "salon.admin")
public interface AdminConfig {

    /** The largest file that can be uploaded. */
    @WithDefault("2G")
    MemorySize uploadLimit();
}
