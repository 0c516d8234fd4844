package org.salonarchive.ingest.office;

import java.time.Duration;

/**
 * What reading documents may cost.
 *
 * @param bytes of a document; larger ones are not read
 * @param characters of its text; what comes after them is left out
 * @param start how long Tika may take to start
 * @param document how long it may take for a document
 * @param idle how long it is kept when no document comes
 * @param documents that one process reads, before a fresh one takes its place: parsers leak
 * @param failures in a row, after which it is switched off
 * @param pause for how long it is then off
 */
record TikaLimits(
        int bytes,
        int characters,
        Duration start,
        Duration document,
        Duration idle,
        int documents,
        int failures,
        Duration pause) {

    /** The limits of an archive. */
    static final TikaLimits USUAL = new TikaLimits(
            20 << 20,
            500_000,
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            500,
            5,
            Duration.ofMinutes(10));
}
