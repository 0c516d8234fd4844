package org.salonarchive.search;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a search that nobody waits for any more, or that has become long enough. */
public final class Cancellation {

    private static final Duration USUAL = Duration.ofSeconds(4);

    private final Duration patience;
    private @Nullable Statement running;
    private boolean cancelled;

    /** For somebody who waits for a few seconds. */
    public Cancellation() {
        this(USUAL);
    }

    /** @param patience after which what was found by then is the answer */
    Cancellation(Duration patience) {
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** Ends what runs, and lets nothing more begin. */
    public synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException alreadyOver) {
                // What cannot be cancelled ends with its time limit.
            }
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized void check() throws SQLException {
        if (cancelled) {
            throw new SQLException("The reader has gone", SearchDatabase.CANCELLED);
        }
    }

    synchronized void running(Statement statement) throws SQLException {
        check();
        running = statement;
    }

    synchronized void done() {
        running = null;
    }
}
