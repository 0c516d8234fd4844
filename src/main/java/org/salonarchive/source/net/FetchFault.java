package org.salonarchive.source.net;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A web server did not give what was asked for; the message says why in our words, never in the server's. */
public final class FetchFault extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final @Nullable Duration after;

    private FetchFault(String message, boolean passing, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.passing = passing;
        this.after = after;
    }

    /** It will be the same at once. */
    static FetchFault lasting(String message) {
        return new FetchFault(message, false, null, null);
    }

    static FetchFault lasting(String message, Throwable cause) {
        return new FetchFault(message, false, null, cause);
    }

    /** It may be otherwise in a moment. */
    static FetchFault passing(String message) {
        return new FetchFault(message, true, null, null);
    }

    static FetchFault passing(String message, Throwable cause) {
        return new FetchFault(message, true, null, cause);
    }

    /** The server says when to come back. */
    static FetchFault busy(String message, Optional<Duration> after) {
        return new FetchFault(message, true, after.orElse(null), null);
    }

    /** Whether it may be otherwise another time. */
    public boolean isPassing() {
        return passing;
    }

    Optional<Duration> after() {
        return Optional.ofNullable(after);
    }
}
