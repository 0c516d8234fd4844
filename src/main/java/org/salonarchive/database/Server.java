package org.salonarchive.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** PostgreSQL on a cluster: found, started, stopped. Whoever starts or stops it has the start lock. */
final class Server {

    /** Recovery after a crash may take minutes. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    /** How long another's port, or a dead server's last processes, may stand in the way. */
    static final Duration OBSTACLE_PATIENCE = Duration.ofSeconds(20);

    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long START_EVERY_MILLIS = 250;

    /** Below the ports that outgoing connections get, so that none takes it while PostgreSQL is started again. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 29_999;
    private static final int PORTS_TRIED = 50;

    private static final Pattern PORT_TAKEN = Pattern.compile("could not bind|could not create any TCP/IP sockets");
    private static final Pattern STILL_AT_WORK = Pattern.compile("is still in use");

    /** A client that knocks while the server is starting is refused with a FATAL of its own. */
    private static final Pattern GAVE_UP =
            Pattern.compile("FATAL(?!: +the database system is )|PANIC|could not|postgres: ");

    private static final String PORT_FILE = "port";

    private final Path folder;
    private final Cluster cluster;
    private final Binaries binaries;
    private final Account account;
    private final ServerLog log;

    Server(Path folder, Cluster cluster, Binaries binaries, Account account) {
        this.folder = folder;
        this.cluster = cluster;
        this.binaries = binaries;
        this.account = account;
        this.log = new ServerLog(folder.resolve("log"));
    }

    /** What runs on the cluster now, whether it lets clients in or not. */
    Optional<Postmaster> alive() {
        return Postmaster.of(cluster.data()).filter(postmaster -> postmaster.isAlive(cluster.data()));
    }

    /** What runs on the cluster once it lets clients in; one that is starting or stopping is waited for. */
    Optional<Postmaster> find() throws DatabaseUnavailable {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        Optional<Postmaster> found = alive();
        while (found.isPresent() && !(found.get().ready() && found.get().answers())) {
            if (System.nanoTime() > end) {
                throw new DatabaseUnavailable("PostgreSQL (process "
                        + found.get().pid() + ") has let nobody in for " + START_PATIENCE.toMinutes() + " minutes: see "
                        + log.file() + ", or end that process.");
            }
            Pause.millis(LOOK_EVERY_MILLIS);
            found = alive();
        }
        return found;
    }

    /**
     * Starts it where those who use it still know it, or on any free port if nobody does.
     *
     * @param known the port that somebody knows
     * @throws DatabaseUnavailable when it does not start, with the end of its log
     */
    Postmaster start(OptionalInt known) throws DatabaseUnavailable {
        long end = System.nanoTime() + OBSTACLE_PATIENCE.toNanos();
        OptionalInt wanted = known;
        while (true) {
            try {
                return start(wanted.isPresent() ? wanted.getAsInt() : freePort());
            } catch (Obstacle obstacle) {
                boolean patient = System.nanoTime() < end;
                if (!patient && (wanted.isEmpty() || obstacle.kind() != Obstacle.Kind.PORT_TAKEN)) {
                    throw obstacle.unavailable();
                }
                wanted = patient ? wanted : OptionalInt.empty();
                Pause.millis(START_EVERY_MILLIS);
            }
        }
    }

    /** The port on which it was started last. */
    OptionalInt lastPort() {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readString(folder.resolve(PORT_FILE)).strip()));
        } catch (IOException | NumberFormatException neverStarted) {
            return OptionalInt.empty();
        }
    }

    private void keepPort(int port) throws IOException {
        Path beside = folder.resolve(PORT_FILE + ".new");
        Files.writeString(beside, port + "\n");
        Files.move(beside, folder.resolve(PORT_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Something that may go away by itself stands in the way of a start. */
    static final class Obstacle extends Exception {
        private static final long serialVersionUID = 1L;

        /** What it is. */
        enum Kind {
            /** Somebody else listens on the port. */
            PORT_TAKEN,
            /** Processes of a server that is gone have not ended yet. */
            STILL_AT_WORK,
            /** Somebody ended it while it was starting. */
            ENDED
        }

        private final Kind kind;

        private Obstacle(Kind kind, DatabaseUnavailable cause) {
            super(cause.getMessage(), cause);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }

        DatabaseUnavailable unavailable() {
            return new DatabaseUnavailable(getMessage(), getCause());
        }
    }

    /**
     * Starts it on a port, when it is known not to run. It belongs to no terminal and to no process of ours, so that it outlives whoever
     * started it.
     */
    Postmaster start(int port) throws Obstacle, DatabaseUnavailable {
        long length = 0;
        try {
            log.prepare();
            account.give(log.file());
            length = log.size();
            Postmaster.bury(cluster.data(), account);
            cluster.writeSettings();
            keepPort(port);
            Commands.run(startCommand(port), "");
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "PostgreSQL cannot be started in " + folder + " (" + fault
                            + "): make room there or allow it to be written.",
                    fault);
        } catch (Commands.Failure failure) {
            throw explain(port, failure, log.since(length));
        }
        return find().orElseThrow(() -> new Obstacle(
                Obstacle.Kind.ENDED,
                new DatabaseUnavailable("PostgreSQL in " + folder + " started and ended at once: see " + log.file()
                        + " for why, and whether somebody ends it.")));
    }

    private List<String> startCommand(int port) {
        List<String> command = new ArrayList<>();
        if (Commands.exists("setsid")) {
            // Else Ctrl-C would reach the program that waits for the start, and end both.
            command.add("setsid");
        }
        command.addAll(account.command(
                binaries.program("pg_ctl"),
                "start",
                "--pgdata=" + cluster.data(),
                "--log=" + log.file(),
                "--wait",
                "--timeout=" + START_PATIENCE.toSeconds(),
                "--silent",
                "--options=-p " + port));
        return command;
    }

    private DatabaseUnavailable explain(int port, Commands.Failure failure, String logged) throws Obstacle {
        DatabaseUnavailable unavailable = new DatabaseUnavailable(
                "PostgreSQL in " + folder + " does not start on port " + port + ": " + failure.getMessage()
                        + "\nThe end of " + log.file() + ":\n" + logged + "\nMend what it names, or "
                        + Commands.ANOTHER_DATABASE + ".",
                failure);
        if (PORT_TAKEN.matcher(logged).find()) {
            throw new Obstacle(Obstacle.Kind.PORT_TAKEN, unavailable);
        }
        if (STILL_AT_WORK.matcher(logged).find()) {
            // One in a long query would not notice otherwise that its server is gone.
            Postmaster.endOrphans(cluster.data());
            throw new Obstacle(Obstacle.Kind.STILL_AT_WORK, unavailable);
        }
        if (!GAVE_UP.matcher(logged).find()) {
            throw new Obstacle(Obstacle.Kind.ENDED, unavailable);
        }
        return unavailable;
    }

    /** A port that nobody has now. */
    static int freePort() throws DatabaseUnavailable {
        for (int attempt = 0; attempt < PORTS_TRIED; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT + 1);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
                return port;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new DatabaseUnavailable("No port from " + LOWEST_PORT + " to " + HIGHEST_PORT + " can be listened on at"
                + " 127.0.0.1: see whether the loopback network is up, or " + Commands.ANOTHER_DATABASE + ".");
    }

    /**
     * Stops it if it runs.
     *
     * @param farewell how long to wait for clients to leave before they are sent away
     */
    void stop(Duration farewell) throws DatabaseUnavailable {
        if (alive().isEmpty()) {
            return;
        }
        try {
            if (!farewell.isZero() && Commands.succeeds(stopCommand("smart", farewell))) {
                return;
            }
            Commands.run(stopCommand("fast", STOP_PATIENCE), "");
        } catch (Commands.Failure failure) {
            throw new DatabaseUnavailable("PostgreSQL does not stop: " + failure.getMessage(), failure);
        }
    }

    private List<String> stopCommand(String mode, Duration patience) {
        return account.command(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + cluster.data(),
                "--mode=" + mode,
                "--timeout=" + patience.toSeconds(),
                "--silent");
    }
}
