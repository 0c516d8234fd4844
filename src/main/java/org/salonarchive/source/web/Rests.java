package org.salonarchive.source.web;

import java.time.Duration;

/**
 * How often a month's file is asked for once it was read. New mail goes into the newest months; into old ones only
 * what has a wrong date, or when an archive is made anew.
 */
final class Rests {

    private Rests() {}

    /** @param months how many began after it */
    static Duration after(long months) {
        if (months <= 1) {
            return Duration.ZERO;
        }
        return months <= 12 ? Duration.ofDays(1) : Duration.ofDays(14);
    }
}
