package org.salonarchive.ingest.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what checks find and keeps the first places; not for several threads. */
final class Tally {

    private final Map<Check, Long> counts = new EnumMap<>(Check.class);
    private final Map<Check, List<Evidence>> shown = new EnumMap<>(Check.class);

    void add(Check check, Evidence evidence) {
        counts.merge(check, 1L, Long::sum);
        show(check, evidence);
    }

    private void show(Check check, Evidence evidence) {
        List<Evidence> places = shown.computeIfAbsent(check, first -> new ArrayList<>());
        if (places.size() < Finding.SHOWN) {
            places.add(evidence);
        }
    }

    /** Takes in what was found after this. */
    void addAll(Tally later) {
        later.counts.forEach((check, count) -> counts.merge(check, count, Long::sum));
        later.shown.forEach((check, places) -> places.forEach(place -> show(check, place)));
    }

    /** The worst first. */
    List<Finding> findings() {
        return counts.entrySet().stream()
                .map(found -> new Finding(found.getKey(), found.getValue(), shown.get(found.getKey())))
                .toList();
    }
}
