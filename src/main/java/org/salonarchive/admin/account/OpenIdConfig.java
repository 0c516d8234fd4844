package org.salonarchive.admin.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Who may sign in at the OpenID provider; the provider itself is {@code quarkus.oidc}. */
@ConfigMapping(prefix = "salon.admin.oidc")
interface OpenIdConfig {

    /** The e-mail addresses of operators. */
    Optional<Set<String>> emails();
}
