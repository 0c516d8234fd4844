package org.salonarchive.database;

import java.util.concurrent.TimeUnit;

/** Waiting between two looks at what another process does, which tells nobody when it is done. */
final class Pause {

    private Pause() {}

    static void millis(long millis) throws DatabaseUnavailable {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Stopped while waiting for the database.", stopped);
        }
    }
}
