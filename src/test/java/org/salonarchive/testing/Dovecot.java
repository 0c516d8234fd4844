package org.salonarchive.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real IMAP server, started for a test on a loopback port in a folder of its own, with any number of users whose
 * password is {@link #PASSWORD}. Where the machine has none, the test says that it is skipped; with
 * SALON_TEST_COMPLETE=true it fails instead.
 */
public final class Dovecot implements AutoCloseable {

    /** Of every user. */
    public static final String PASSWORD = "open-sesame";

    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Path folder;
    private final Path configuration;
    private final int port;
    private final Process process;

    private Dovecot(Path folder, Path configuration, int port, Process process) {
        this.folder = folder;
        this.configuration = configuration;
        this.port = port;
        this.process = process;
    }

    /** Starts one that shows this certificate. */
    public static Dovecot start(TestCertificate certificate) throws IOException {
        if (!Files.isExecutable(PROGRAM) && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no " + PROGRAM + ", and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no " + PROGRAM);
        // Its sockets' paths may not be long, and its processes run as another user than root.
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "dovecot");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path mail = Files.createDirectory(folder.resolve("mail"));
        Path home = Files.createDirectory(folder.resolve("home"));
        if (isRoot()) {
            UserPrincipal nobody =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(mail, nobody);
            Files.setOwner(home, nobody);
        }
        int port = freePort();
        Path configuration = folder.resolve("dovecot.conf");
        Files.writeString(configuration, configuration(folder, port, certificate));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Dovecot dovecot = new Dovecot(folder, configuration, port, process);
        try {
            dovecot.awaitPort();
        } catch (IOException | RuntimeException | Error failed) {
            dovecot.close();
            throw failed;
        }
        return dovecot;
    }

    private static String configuration(Path folder, int port, TestCertificate certificate) {
        boolean root = isRoot();
        String user = root ? "nobody" : System.getProperty("user.name");
        String group = root ? "nogroup" : user;
        List<String> lines = List.of(
                "base_dir = " + folder.resolve("run"),
                "state_dir = " + folder.resolve("state"),
                "log_path = " + folder.resolve("log"),
                "protocols = imap",
                "listen = 127.0.0.1",
                "ssl = required",
                "ssl_cert = <" + certificate.certificate(),
                "ssl_key = <" + certificate.key(),
                "ssl_min_protocol = TLSv1.2",
                "default_login_user = " + user,
                "default_internal_user = " + user,
                "default_internal_group = " + group,
                "disable_plaintext_auth = yes",
                "mail_location = mdbox:" + folder.resolve("mail") + "/%u",
                "mail_fsync = never",
                "mail_uid = " + user,
                "mail_gid = " + group,
                "first_valid_uid = 1",
                "first_valid_gid = 1",
                "mailbox_idle_check_interval = 1s",
                "mail_plugins = zlib",
                "protocol imap {",
                "  mail_plugins = zlib imap_zlib",
                "  mail_max_userip_connections = 100",
                "}",
                "passdb {",
                "  driver = static",
                "  args = password=" + PASSWORD,
                "}",
                "userdb {",
                "  driver = static",
                "  args = uid=" + user + " gid=" + group + " home=" + folder.resolve("home") + "/%u",
                "}",
                "service anvil {",
                "  chroot =",
                "}",
                "service imap-login {",
                "  chroot =",
                "  inet_listener imap {",
                "    port = 0",
                "  }",
                "  inet_listener imaps {",
                "    port = " + port,
                "    ssl = yes",
                "  }",
                "}");
        return String.join("\n", lines) + "\n";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("Dovecot did not start:\n" + log());
    }

    /** Where it speaks IMAP over TLS. */
    public int port() {
        return port;
    }

    /** What it has to say about what went wrong. */
    public String log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("output", "log")) {
            Path file = folder.resolve(name);
            text.append(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
        }
        return text.toString();
    }

    /** Runs its administration command, such as {@code mailbox create -u anna lists}, and gives what it prints. */
    public String admin(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/doveadm", "-c", configuration.toString()));
        command.addAll(List.of(words));
        return run(new ProcessBuilder(command), new byte[0]);
    }

    /** Puts a message into a folder. */
    public void save(String user, String mailbox, byte[] message) throws IOException {
        run(
                new ProcessBuilder(
                        "/usr/bin/doveadm", "-c", configuration.toString(), "save", "-u", user, "-m", mailbox),
                message);
    }

    private String run(ProcessBuilder builder, byte[] input) throws IOException {
        Process command = builder.redirectErrorStream(true).start();
        try (var to = command.getOutputStream()) {
            to.write(input);
        }
        String printed = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!command.waitFor(120, TimeUnit.SECONDS) || command.exitValue() != 0) {
                throw new AssertionError(builder.command() + " failed: " + printed + log());
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        return printed;
    }

    /** Stops it with all its processes and removes its folder. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                process.waitFor(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
