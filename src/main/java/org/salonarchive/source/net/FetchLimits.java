package org.salonarchive.source.net;

import java.time.Duration;

/**
 * What a web server may cost.
 *
 * @param connect until a connection and its encryption stand
 * @param silence without a byte
 * @param window in which at least {@code windowBytes} of an answer have to arrive, its head included
 * @param windowBytes see there; 0 when it may be as slow as it likes
 * @param whole until an answer is complete
 * @param tries of one request, the first included
 * @param firstPause before the second try; four times as long before each further one
 * @param longestPause that a server may ask for with Retry-After; beyond it the request fails
 */
public record FetchLimits(
        Duration connect,
        Duration silence,
        Duration window,
        long windowBytes,
        Duration whole,
        int tries,
        Duration firstPause,
        Duration longestPause) {

    /** For archives on slow machines far away. */
    public static final FetchLimits USUAL = new FetchLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(90),
            9_000,
            Duration.ofHours(2),
            3,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60));
}
