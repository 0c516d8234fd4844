package org.salonarchive.ingest.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** The places that are named, under the file in which they are. */
    public Map<String, List<Evidence>> byFile() {
        return shown.stream()
                .collect(Collectors.groupingBy(Evidence::source, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    /** How many places are not named. */
    public long more() {
        return count - shown.size();
    }
}
