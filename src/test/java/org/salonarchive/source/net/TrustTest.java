package org.salonarchive.source.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.Shelf;
import org.salonarchive.testing.WebServer;

/** A server with a certificate that only its own authority, itself, vouches for. */
class TrustTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path folder;

    private final Shelf shelf = new Shelf();

    @BeforeAll
    static void makeCertificate() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=lists.invalid",
                "-ext",
                "SAN=dns:lists.invalid",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                new String(PASSWORD));
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-file",
                folder.resolve("authority.pem").toString());
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(arguments));
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private WebServer server() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new WebServer(context.getServerSocketFactory(), "https", shelf);
    }

    private void get(String host, Trust trust) throws Exception {
        shelf.put("/a", "hello".getBytes(UTF_8));
        FetchLimits limits = new FetchLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                0,
                Duration.ofSeconds(9),
                1,
                Duration.ZERO,
                Duration.ZERO);
        HostRule.Lookup here = any -> new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        Path file = Files.createTempFile(folder, "body", "");
        try (WebServer server = server();
                HttpFetch fetch =
                        new HttpFetch(new HostRule(List.of(host)), trust, limits, new Pace(Duration.ZERO), here)) {
            fetch.get(Request.whole(server.url(host, "/a"), 100), file);
        }
        assertThat(file).hasContent("hello");
    }

    @Test
    void believesAnAuthorityOfTheFile() throws Exception {
        get("lists.invalid", new Trust(Optional.of(folder.resolve("authority.pem"))));
    }

    @Test
    void believesNoAuthorityThatNobodyNamed() {
        assertThatThrownBy(() -> get("lists.invalid", new Trust(Optional.empty())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no certificate that is believed");
    }

    @Test
    void believesACertificateOnlyForItsHost() {
        assertThatThrownBy(() -> get("other.invalid", new Trust(Optional.of(folder.resolve("authority.pem")))))
                .hasMessageContaining("no certificate that is believed");
    }

    @Test
    void keepsTheMachinesAuthorities() throws Exception {
        assertThat(new Trust(Optional.of(folder.resolve("authority.pem"))).context())
                .isNotNull();
    }

    @Test
    void saysWhichFileHoldsNoCertificate() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "hello");
        assertThatThrownBy(() -> new Trust(Optional.of(empty)).context()).hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> new Trust(Optional.of(wrong)).context()).hasMessageContaining("wrong.pem");
        assertThatThrownBy(() -> new Trust(Optional.of(folder.resolve("none.pem"))).context())
                .hasMessageContaining("none.pem");
    }
}
