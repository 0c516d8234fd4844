package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The PostgreSQL of a data directory, shared by any number of processes. Whoever joins first starts it, the
 * last one to leave stops it. The kernel tells who is still there, so that a crash of any of them harms nobody.
 * While joined, a process looks whether PostgreSQL still runs, and starts it again on the same port if it does
 * not. Safe for use by several threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** When the program ends, its connection pool closes at the same time. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /** A process joins a folder once, for the kernel counts locks by processes; here each use is counted. */
    private static final Map<Path, Shared> JOINED = new HashMap<>();

    private static final class Shared {
        private final Membership membership;
        private int uses;

        private Shared(Membership membership) {
            this.membership = membership;
        }
    }

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EmbeddedPostgres::leaveAll, "salon-database-leave"));
    }

    private final Path folder;
    private final Membership membership;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(Path folder, Membership membership) {
        this.folder = folder;
        this.membership = membership;
    }

    /**
     * Joins the database below a data directory, {@code <data-dir>/postgres}; makes it on the first call of all.
     * Returns when it lets clients in. When the process ends, it leaves by itself.
     *
     * @throws DatabaseUnavailable when it cannot be made, started or understood
     */
    public static EmbeddedPostgres join(Path dataDir) throws DatabaseUnavailable {
        return join(dataDir, Machine.here());
    }

    static EmbeddedPostgres join(Path dataDir, Machine machine) throws DatabaseUnavailable {
        try {
            Path folder = Files.createDirectories(dataDir.toAbsolutePath().resolve("postgres"))
                    .toRealPath();
            synchronized (JOINED) {
                Shared shared = JOINED.get(folder);
                if (shared == null) {
                    shared = new Shared(Membership.join(folder, machine));
                    JOINED.put(folder, shared);
                }
                shared.uses++;
                return new EmbeddedPostgres(folder, shared.membership);
            }
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The data directory " + dataDir.toAbsolutePath() + " cannot be used (" + fault
                            + "): allow it to be written, or put it elsewhere (SALON_DATA_DIR).",
                    fault);
        }
    }

    /** Where JDBC finds it, at this moment: it moves only if somebody takes its port while it is down. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + membership.port() + "/" + Cluster.DATABASE;
    }

    /** Its only user. */
    public String user() {
        return Cluster.USER;
    }

    /** The user's password, which stands in a file that only the owner of the data directory may read. */
    public String password() {
        return membership.password();
    }

    /** Leaves; the last use of the last process stops the database. Closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        synchronized (JOINED) {
            Shared shared = JOINED.get(folder);
            if (shared != null && --shared.uses == 0) {
                JOINED.remove(folder);
                shared.membership.leave(Duration.ZERO);
            }
        }
    }

    private static void leaveAll() {
        synchronized (JOINED) {
            List<Shared> all = new ArrayList<>(JOINED.values());
            JOINED.clear();
            all.forEach(shared -> shared.membership.leave(FAREWELL));
        }
    }
}
