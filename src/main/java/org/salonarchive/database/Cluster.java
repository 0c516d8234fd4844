package org.salonarchive.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL cluster in a folder: made once, started, found, stopped. Whoever calls holds the start lock. */
final class Cluster {

    static final String USER = "salon";
    private static final String DATABASE = "salon";
    private static final long LONGEST_LOG = 10L << 20;
    private static final int LOG_TAIL = 1_500;
    private static final int START_ATTEMPTS = 5;

    private final Path folder;
    private final Path data;
    private final Binaries binaries;
    private final Account account;

    Cluster(Path folder, Binaries binaries, Account account) {
        this.folder = folder;
        this.data = folder.resolve("cluster");
        this.binaries = binaries;
        this.account = account;
    }

    String password() throws DatabaseUnavailable {
        try {
            return Files.readString(folder.resolve("password")).strip();
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The database's password cannot be read from " + folder.resolve("password") + ": "
                            + fault.getMessage(),
                    fault);
        }
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Makes the cluster if there is none; a cluster of another version is left alone. */
    void make() throws DatabaseUnavailable {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            refuseOtherVersion();
            return;
        }
        System.getLogger(Cluster.class.getName())
                .log(System.Logger.Level.INFO, "Making the database in {0} (once)", data);
        try {
            removeHalfMade();
            Path making = Files.createTempDirectory(folder, "making-");
            makePassword();
            account.giveFiles(folder);
            Commands.run(account.command(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + making,
                    "--username=" + USER,
                    "--pwfile=" + folder.resolve("password"),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums")));
            Files.writeString(
                    making.resolve("postgresql.conf"), Settings.file(Settings.memory()), StandardOpenOption.APPEND);
            Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The database cannot be made in " + folder + ": " + fault.getMessage()
                            + ". Put the data directory elsewhere (SALON_DATA_DIR) or allow it to be written.",
                    fault);
        }
    }

    private void refuseOtherVersion() throws DatabaseUnavailable {
        try {
            String version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(Binaries.MAJOR)) {
                throw new DatabaseUnavailable("The database in " + data + " was made by PostgreSQL " + version
                        + ", and this Salon brings PostgreSQL " + Binaries.MAJOR
                        + ". Start the Salon that made it and save it with pg_dump, or convert it with pg_upgrade and"
                        + " both versions' programs; nothing was changed.");
            }
        } catch (IOException fault) {
            throw new DatabaseUnavailable(data + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** What a run that was killed while making it left. */
    private void removeHalfMade() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(e -> e.getFileName().toString().startsWith("making-"))
                    .toList()) {
                try (Stream<Path> files = Files.walk(entry)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private void makePassword() throws IOException {
        Path file = folder.resolve("password");
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }

    /** The port on which it answers now, if it runs. */
    Optional<Integer> runningPort() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            boolean alive = ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
            int port = Integer.parseInt(lines.get(3).strip());
            return alive && lines.size() > 7 && lines.get(7).strip().equals("ready") && answers(port)
                    ? Optional.of(port)
                    : Optional.empty();
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException notRunning) {
            return Optional.empty();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /**
     * Starts it, on the wanted port if that is free. It belongs to no terminal and to no process of ours, so
     * that it outlives whoever started it.
     */
    int start(Optional<Integer> wanted) throws DatabaseUnavailable {
        account.giveFiles(folder);
        DatabaseUnavailable last = new DatabaseUnavailable("PostgreSQL was not started.");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            int port = attempt < 3 && wanted.isPresent() ? wanted.get() : freePort();
            try {
                rotateLog();
                Commands.run(account.command(List.of(
                        "setsid",
                        binaries.program("pg_ctl").toString(),
                        "start",
                        "--pgdata=" + data,
                        "--log=" + folder.resolve("log"),
                        "--wait",
                        "--timeout=60",
                        "--silent",
                        "--options=-p " + port)));
                makeDatabase(port);
                return port;
            } catch (DatabaseUnavailable fault) {
                last = new DatabaseUnavailable(
                        "PostgreSQL in " + data + " does not start: " + fault.getMessage() + tailOfLog(), fault);
                pause();
            } catch (IOException fault) {
                throw new DatabaseUnavailable("PostgreSQL's log cannot be written: " + fault.getMessage(), fault);
            }
        }
        throw last;
    }

    /** After a crash the old server's last processes may need a moment to go. */
    private static void pause() throws DatabaseUnavailable {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Stopped while starting PostgreSQL.", stopped);
        }
    }

    private static int freePort() throws DatabaseUnavailable {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new DatabaseUnavailable("No port is free on this machine: " + fault.getMessage(), fault);
        }
    }

    private void rotateLog() throws IOException {
        Path log = folder.resolve("log");
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(log, folder.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String tailOfLog() {
        try {
            String log = Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
            return "\nThe end of its log:\n"
                    + log.substring(Math.max(0, log.length() - LOG_TAIL)).strip();
        } catch (IOException noLog) {
            return "";
        }
    }

    private void makeDatabase(int port) throws DatabaseUnavailable {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, USER, password());
                Statement statement = connection.createStatement()) {
            try (ResultSet known =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (known.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException fault) {
            throw new DatabaseUnavailable("PostgreSQL started, but refused: " + fault.getMessage(), fault);
        }
    }

    void stop() throws DatabaseUnavailable {
        Commands.run(account.command(
                List.of(binaries.program("pg_ctl").toString(), "stop", "--pgdata=" + data, "--mode=fast", "--silent")));
    }
}
