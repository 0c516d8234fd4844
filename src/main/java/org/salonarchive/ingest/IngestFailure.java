package org.salonarchive.ingest;

import java.io.Serial;

/** An import that could not go on; its message says what happened and what to do. */
public final class IngestFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message what happened and what to do, for the operator; without secrets */
    public IngestFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
