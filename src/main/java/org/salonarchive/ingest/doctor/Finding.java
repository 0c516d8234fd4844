package org.salonarchive.ingest.doctor;

import java.util.List;

/**
 * What a check found.
 *
 * @param count how often, in all
 * @param shown the first places of them, at most {@value #SHOWN}
 */
public record Finding(Check check, long count, List<Evidence> shown) {

    /** Places that are named. */
    public static final int SHOWN = 20;

    public Finding {
        shown = List.copyOf(shown);
    }

    /** How many places are not named. */
    public long more() {
        return count - shown.size();
    }
}
