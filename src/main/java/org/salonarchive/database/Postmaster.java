package org.salonarchive.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster's {@code postmaster.pid} says of the server that runs on it, or ran before a crash.
 *
 * @param pid its main process
 * @param port where it listens, or 0 when it has not said so yet
 * @param ready whether it lets clients in, as against starting or stopping
 */
record Postmaster(long pid, int port, boolean ready) {

    private static final String FILE = "postmaster.pid";
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final int CONNECT_MILLIS = 1_000;

    /** Reads the file of a cluster; empty when there is none or it says nothing yet. */
    static Optional<Postmaster> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve(FILE), StandardCharsets.ISO_8859_1);
            boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Postmaster(Long.parseLong(lines.get(0).strip()), port, ready));
        } catch (IOException | NumberFormatException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /** Whether its process lives and is this cluster's, not another that has got the same number since. */
    boolean isAlive(Path cluster) {
        return hasProcess() && isServerOf(cluster).orElseGet(() -> !ready || answers());
    }

    /**
     * Writes a number that no process has into the file of a server that is gone. PostgreSQL refuses to start
     * as long as a process has the number that stands there: a stranger that has got it since, or a zombie
     * that nobody collects. The rest of the file stays, for in it PostgreSQL sees whether processes of the old
     * server are still at work on the cluster.
     */
    static void bury(Path cluster, Account account) throws IOException, DatabaseUnavailable {
        Path file = cluster.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        if (lines.isEmpty()) {
            // A crash at the wrong moment; PostgreSQL would refuse it for ever.
            Files.delete(file);
            return;
        }
        Path beside = cluster.resolve(FILE + ".new");
        lines.set(0, NOBODY);
        Files.write(beside, lines, StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
        account.give(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Asks processes of a server that is gone to end; where it cannot be told whose they are, none. */
    static void endOrphans(Path cluster) {
        ProcessHandle.allProcesses()
                .filter(process -> worksIn(process.pid(), cluster).orElse(false))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .forEach(ProcessHandle::destroy);
    }

    /** Whether anything listens on its port. */
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** A zombie counts as gone: where nobody collects dead processes, one stays for ever. */
    private boolean hasProcess() {
        if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return !status.substring(status.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException notLinuxOrJustGone) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /** Empty when it cannot be told. */
    private Optional<Boolean> isServerOf(Path cluster) {
        return worksIn(pid, cluster)
                .or(() -> ProcessHandle.of(pid)
                        .flatMap(process -> process.info().command())
                        .filter(program -> !program.endsWith("postgres"))
                        .map(stranger -> false));
    }

    /** PostgreSQL works in its cluster's folder, and nothing else does; empty when that cannot be told. */
    private static Optional<Boolean> worksIn(long pid, Path cluster) {
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
            return Optional.of(folder.equals(cluster.toRealPath()));
        } catch (IOException notLinuxOrNotAllowed) {
            return Optional.empty();
        }
    }
}
