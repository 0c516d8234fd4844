package org.salonarchive.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL of a data directory, shared by any number of processes. Whoever joins first starts it, the
 * last one to leave stops it. Each holds a shared lock on a file while it is joined, which the kernel takes
 * back from a process that dies, so that a crash of any of them harms nobody. While joined, a process looks
 * whether PostgreSQL still runs, and starts it again on the same port if it does not.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final Map<Path, EmbeddedPostgres> JOINED = new HashMap<>();

    private final Path folder;
    private final Cluster cluster;
    private final FileChannel users;
    private final FileLock using;
    private final Thread watch;
    private int port;
    private int uses = 1;
    private volatile boolean left;

    private EmbeddedPostgres(Path folder, Cluster cluster, FileChannel users, FileLock using, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.users = users;
        this.using = using;
        this.port = port;
        this.watch = new Thread(this::watch, "salon-database-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /**
     * Joins the database of a data directory; makes it on the first call of all.
     *
     * @throws DatabaseUnavailable when it cannot be made, started or understood
     */
    public static EmbeddedPostgres join(Path dataDir) throws DatabaseUnavailable {
        return join(dataDir, new ThisMachine());
    }

    static EmbeddedPostgres join(Path dataDir, Account.Machine machine) throws DatabaseUnavailable {
        Path folder = dataDir.toAbsolutePath().normalize().resolve("postgres");
        synchronized (JOINED) {
            EmbeddedPostgres joined = JOINED.get(folder);
            if (joined != null) {
                joined.uses++;
                return joined;
            }
            EmbeddedPostgres first = joinFirst(folder, machine);
            JOINED.put(folder, first);
            Runtime.getRuntime().addShutdownHook(new Thread(first::leave, "salon-database-leave"));
            return first;
        }
    }

    private static EmbeddedPostgres joinFirst(Path folder, Account.Machine machine) throws DatabaseUnavailable {
        try {
            Files.createDirectories(folder);
            try (FileChannel starting = lockFile(folder, "start");
                    FileLock alone = starting.lock()) {
                Cluster cluster = new Cluster(folder, Binaries.in(folder), Account.of(folder, machine));
                cluster.make();
                Optional<Integer> running = cluster.runningPort();
                int port = running.isPresent() ? running.get() : cluster.start(Optional.empty());
                FileChannel users = lockFile(folder, "users");
                FileLock using = users.lock(0, Long.MAX_VALUE, true);
                assert alone.isValid();
                return new EmbeddedPostgres(folder, cluster, users, using, port);
            }
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The data directory " + folder.getParent() + " cannot be used: " + fault.getMessage()
                            + ". Choose another with SALON_DATA_DIR, or allow it to be written.",
                    fault);
        }
    }

    private static FileChannel lockFile(Path folder, String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Where JDBC finds it. */
    public String jdbcUrl() {
        return Cluster.jdbcUrl(port);
    }

    /** Its only user. */
    public String user() {
        return Cluster.USER;
    }

    /** The user's password, which stands in a file that only the owner of the data directory may read. */
    public String password() throws DatabaseUnavailable {
        return cluster.password();
    }

    private void watch() {
        try {
            while (!left) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                if (!left && cluster.runningPort().isEmpty()) {
                    startAgain();
                }
            }
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() {
        System.Logger log = System.getLogger(EmbeddedPostgres.class.getName());
        try (FileChannel starting = lockFile(folder, "start");
                FileLock alone = starting.lock()) {
            if (!left && alone.isValid() && cluster.runningPort().isEmpty()) {
                log.log(System.Logger.Level.WARNING, "PostgreSQL is gone; starting it again");
                int again = cluster.start(Optional.of(port));
                if (again != port) {
                    log.log(System.Logger.Level.ERROR, "PostgreSQL answers on another port now; start Salon again");
                }
            }
        } catch (IOException | DatabaseUnavailable fault) {
            log.log(System.Logger.Level.ERROR, "PostgreSQL could not be started again: " + fault.getMessage());
        }
    }

    /** Leaves; the last use of the last process stops the database. */
    @Override
    public void close() {
        synchronized (JOINED) {
            if (--uses > 0) {
                return;
            }
            JOINED.remove(folder);
        }
        leave();
    }

    private synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        watch.interrupt();
        try (FileChannel starting = lockFile(folder, "start");
                FileLock alone = starting.lock()) {
            using.release();
            FileLock last = users.tryLock();
            if (last != null && alone.isValid() && cluster.runningPort().isPresent()) {
                cluster.stop();
            }
            users.close();
        } catch (IOException | DatabaseUnavailable fault) {
            System.getLogger(EmbeddedPostgres.class.getName())
                    .log(System.Logger.Level.WARNING, "PostgreSQL was left running: " + fault.getMessage());
        }
    }
}
