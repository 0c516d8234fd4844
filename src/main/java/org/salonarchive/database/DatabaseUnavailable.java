package org.salonarchive.database;

import java.io.Serial;

/** The database cannot be used; the message names the thing and the mend. */
public final class DatabaseUnavailable extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String message) {
        super(message);
    }

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
