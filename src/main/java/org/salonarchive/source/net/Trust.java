package org.salonarchive.source.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed.
 *
 * @param certificates a PEM file of further authorities, for servers inside an organisation
 */
public record Trust(Optional<Path> certificates) {

    /**
     * For every connection of a source: the machine's authorities and those of the file. That a certificate is for
     * the host that was asked is checked by whoever connects, always.
     *
     * @throws GeneralSecurityException when the file cannot be read or holds no certificate; the message names it
     */
    public SSLContext context() throws GeneralSecurityException {
        TrustManager[] believed = managers(null);
        if (certificates.isPresent()) {
            believed = managers(together(believed, read(certificates.get())));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, believed, null);
        return context;
    }

    /** @param authorities those of the machine where there are none */
    private static TrustManager[] managers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static KeyStore together(TrustManager[] machine, Collection<? extends Certificate> further)
            throws GeneralSecurityException {
        KeyStore together = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            together.load(null, null);
        } catch (IOException emptyStoreNeedsNoFile) {
            throw new IllegalStateException(emptyStoreNeedsNoFile);
        }
        int count = 0;
        for (X509Certificate authority : authorities(machine)) {
            together.setCertificateEntry("machine-" + count++, authority);
        }
        for (Certificate authority : further) {
            together.setCertificateEntry("file-" + count++, authority);
        }
        return together;
    }

    private static Iterable<X509Certificate> authorities(TrustManager[] machine) {
        return Stream.of(machine)
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))::iterator;
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException(file + " holds no certificate.");
            }
            return found;
        } catch (IOException unreadable) {
            throw new CertificateException("The certificates in " + file + " cannot be read.", unreadable);
        } catch (CertificateException malformed) {
            throw new CertificateException(
                    file + " is no file of certificates in PEM (it begins with -----BEGIN CERTIFICATE-----).",
                    malformed);
        }
    }
}
