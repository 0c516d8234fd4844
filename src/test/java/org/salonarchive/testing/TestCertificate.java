package org.salonarchive.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that a test makes for its servers, and that its clients believe.
 *
 * @param store PKCS #12 with the key
 * @param certificate in PEM
 * @param key in PEM, PKCS #8, not encrypted
 */
public record TestCertificate(Path store, Path certificate, Path key) {

    /** Of the key store; it protects nothing. */
    public static final String PASSWORD = "for-tests-only";

    /** Makes one in a folder, for host names such as {@code localhost}. */
    public static TestCertificate in(Path folder, String... hosts) throws IOException {
        StringBuilder names = new StringBuilder("san=");
        for (String host : hosts) {
            names.append(names.length() > 4 ? "," : "")
                    .append(host.matches("[0-9.:]+") ? "ip:" : "dns:")
                    .append(host);
        }
        Files.createDirectories(folder);
        Path store = folder.resolve("server.p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "server",
                "-dname",
                "CN=" + hosts[0],
                "-ext",
                names.toString(),
                "-ext",
                "bc=ca:true",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        try {
            KeyStore keys = load(store);
            Path certificate = folder.resolve("server.crt");
            Path key = folder.resolve("server.key");
            Files.writeString(
                    certificate,
                    pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
            Files.writeString(
                    key,
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
            return new TestCertificate(store, certificate, key);
        } catch (GeneralSecurityException unexpected) {
            throw new IOException(unexpected);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** For a server that shows it and a client that believes it and nobody else. */
    public SSLContext context() throws IOException {
        try {
            KeyStore keys = load(store);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, PASSWORD.toCharArray());
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("server", keys.getCertificate("server"));
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unexpected) {
            throw new IOException(unexpected);
        }
    }
}
