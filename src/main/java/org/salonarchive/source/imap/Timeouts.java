package org.salonarchive.source.imap;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect until it takes a connection, and again until TLS stands
 * @param read for its next bytes
 * @param write until it takes ours
 * @param idle until it is asked anew to tell of new mail; servers end a wait of half an hour, and networks forget
 *     silent connections sooner
 * @param answer for the whole answer to one command, however steadily it drips
 */
public record Timeouts(Duration connect, Duration read, Duration write, Duration idle, Duration answer) {

    /** What is right for a server on the Internet. */
    public static final Timeouts USUAL = new Timeouts(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(9),
            Duration.ofMinutes(10));

    int connectMillis() {
        return millis(connect);
    }

    int readMillis() {
        return millis(read);
    }

    int writeMillis() {
        return millis(write);
    }

    /** A socket takes 0 for "for ever". */
    static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
