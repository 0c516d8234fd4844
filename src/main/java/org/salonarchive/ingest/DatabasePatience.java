package org.salonarchive.ingest;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;

/**
 * Tries work on the database again, ever more slowly, while the database is away: stopped, starting,
 * out of connections or out of disk. Any other fault is passed on at once.
 */
final class DatabasePatience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Duration patience;

    DatabasePatience(Duration patience) {
        this.patience = patience;
    }

    /** Work that may be done again from its start. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    <T> T run(Work<T> work) throws InterruptedException {
        Instant giveUp = Instant.now().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.run();
            } catch (SQLException fault) {
                if (!isAway(fault)) {
                    throw new IngestFailure("The database refused: " + fault.getMessage(), fault);
                }
                if (Instant.now().plus(pause).isAfter(giveUp)) {
                    throw new IngestFailure(
                            "The database did not come back within " + patience.toSeconds() + " s ("
                                    + fault.getMessage()
                                    + "). What was committed is kept; give the command again to go on.",
                            fault);
                }
            }
            Thread.sleep(pause.toMillis());
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    /**
     * SQLSTATE classes of PostgreSQL: 08 connection, 53 resources, 57 operator intervention, 58 system,
     * 40 rolled back. A pool that gets no connection names no state.
     */
    static boolean isAway(SQLException fault) {
        String state = fault.getSQLState();
        if (state == null) {
            return fault instanceof SQLTransientException
                    || fault.getMessage() != null && fault.getMessage().contains("onnection");
        }
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("40");
    }
}
