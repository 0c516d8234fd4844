package org.salonarchive.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * This process's part in a database that processes share. It holds a shared lock on a file for as long as it
 * lasts, so that others know that somebody is still there, and starts PostgreSQL again when that is gone.
 */
final class Membership {

    private static final System.Logger LOG = System.getLogger(Membership.class.getName());
    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(11);
    private static final Duration LEAVE_PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_EVERY_MILLIS = 500;

    /** Some of PostgreSQL's programs hand paths to a shell between double quotes. */
    private static final Pattern UNSAFE_PATH = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");

    private final Path folder;
    private final Server server;
    private final String password;
    private final FileChannel users;
    private final FileLock using;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile Postmaster postmaster;
    private String complaint = "";
    private long goneSince;

    private Membership(
            Path folder, Server server, String password, FileChannel users, FileLock using, Postmaster postmaster) {
        this.folder = folder;
        this.server = server;
        this.password = password;
        this.users = users;
        this.using = using;
        this.postmaster = postmaster;
    }

    /** Joins; makes and starts what is not there yet. The folder exists. */
    static Membership join(Path folder, Machine machine) throws IOException, DatabaseUnavailable {
        refuseUnsafePath(folder);
        try (StartLock lock = StartLock.take(folder, LOCK_PATIENCE)) {
            lock.require();
            Folders.tidy(folder, Binaries.UNPACKING, Cluster.MAKING);
            Binaries binaries = Binaries.in(folder);
            Account account = Account.of(folder, binaries, machine);
            Cluster cluster = new Cluster(folder, binaries, account);
            cluster.make();
            String password = cluster.password();
            Server server = new Server(folder, cluster, binaries, account);
            FileChannel users = StartLock.open(folder, "users.lock");
            try {
                OptionalInt known = isAlone(folder, users) ? OptionalInt.empty() : server.lastPort();
                FileLock using = share(users);
                Optional<Postmaster> found = server.find();
                Postmaster postmaster = found.isPresent() ? found.get() : server.start(known);
                return new Membership(folder, server, password, users, using, postmaster).watched();
            } catch (IOException | DatabaseUnavailable fault) {
                users.close();
                throw fault;
            }
        }
    }

    private static void refuseUnsafePath(Path folder) throws DatabaseUnavailable {
        if (UNSAFE_PATH.matcher(folder.toString()).find()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL cannot live in " + folder + ", whose name holds a quote, $, ` or \\:"
                            + " put the data directory elsewhere (SALON_DATA_DIR).");
        }
    }

    private static boolean isAlone(Path folder, FileChannel users) throws IOException, DatabaseUnavailable {
        try (FileLock alone = users.tryLock()) {
            return alone != null;
        } catch (OverlappingFileLockException twice) {
            throw new DatabaseUnavailable(
                    "This process has joined the database in " + folder + " by another class loader already: join it"
                            + " once.",
                    twice);
        }
    }

    private static FileLock share(FileChannel users) throws IOException {
        return users.lock(0, Long.MAX_VALUE, true);
    }

    int port() {
        return postmaster.port();
    }

    String password() {
        return password;
    }

    private Membership watched() {
        Thread watch = new Thread(this::watch, "salon-database-watch");
        watch.setDaemon(true);
        watch.start();
        return this;
    }

    private void watch() {
        try {
            while (!left.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (left.getCount() == 0) {
            return;
        }
        Optional<Postmaster> alive = server.alive();
        if (alive.isEmpty()) {
            startAgain();
        } else if (alive.get().ready()) {
            follow(alive.get());
        }
    }

    /** Another process may have started it again. */
    private void follow(Postmaster now) {
        goneSince = 0;
        complaint = "";
        if (now.port() != postmaster.port()) {
            complain("PostgreSQL answers on port " + now.port() + " now, because somebody else took port "
                    + postmaster.port() + ": start this Salon again.");
        }
        postmaster = now;
    }

    /** One attempt; the next look makes the next. */
    private void startAgain() {
        if (goneSince == 0) {
            goneSince = System.nanoTime();
        }
        try {
            Optional<StartLock> free = StartLock.tryTake(folder);
            if (free.isPresent()) {
                try (StartLock lock = free.get()) {
                    startAgain(lock);
                }
            }
        } catch (IOException | DatabaseUnavailable fault) {
            complain("PostgreSQL is gone and cannot be started again: " + fault.getMessage());
        }
    }

    private void startAgain(StartLock lock) throws IOException, DatabaseUnavailable {
        lock.require();
        if (server.alive().isPresent()) {
            return;
        }
        complain("PostgreSQL is gone; starting it again on port " + postmaster.port());
        try {
            follow(server.start(postmaster.port()));
        } catch (Server.Obstacle obstacle) {
            if (System.nanoTime() - goneSince < Server.OBSTACLE_PATIENCE.toNanos()) {
                return;
            }
            if (obstacle.kind() != Server.Obstacle.Kind.PORT_TAKEN) {
                throw obstacle.unavailable();
            }
            follow(server.start(OptionalInt.empty()));
        }
    }

    /** Says it once, not at each look. */
    private void complain(String text) {
        if (!text.equals(complaint)) {
            complaint = text;
            LOG.log(System.Logger.Level.ERROR, text);
        }
    }

    /**
     * Leaves; if nobody else is there, PostgreSQL stops.
     *
     * @param farewell how long to wait for this process's connections to end before PostgreSQL ends them
     */
    void leave(Duration farewell) {
        left.countDown();
        synchronized (this) {
            try (StartLock lock = StartLock.take(folder, LEAVE_PATIENCE)) {
                lock.require();
                using.release();
                if (users.tryLock() != null) {
                    server.stop(farewell);
                }
                users.close();
            } catch (IOException | DatabaseUnavailable fault) {
                LOG.log(System.Logger.Level.WARNING, "PostgreSQL was left running: " + fault.getMessage());
            }
        }
    }
}
