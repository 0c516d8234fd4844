package org.salonarchive.search;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Ends a search that nobody waits for any more. */
public final class Cancellation {

    private @Nullable Statement running;
    private boolean cancelled;

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
