package org.salonarchive.ingest.doctor;

import java.util.Locale;

/**
 * One thing that was counted.
 *
 * @param what in words
 * @param value as it is shown
 */
public record Figure(String what, String value) {

    static Figure of(String what, long count) {
        return new Figure(what, String.format(Locale.ROOT, "%,d", count));
    }
}
