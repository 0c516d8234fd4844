package org.salonarchive.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.salonarchive.message.charset.Characters;

/** Gathers the defects of one message while it is parsed; not for several threads. */
final class Defects {
    private final Set<Defect> found = new LinkedHashSet<>();

    void add(Defect.Kind kind, String place, String detail) {
        if (found.size() < ParseLimits.DEFECTS) {
            found.add(new Defect(kind, place, shortened(Characters.ofField(detail))));
        }
    }

    void add(Defect.Kind kind, String place) {
        add(kind, place, "");
    }

    List<Defect> list() {
        return List.copyOf(found);
    }

    private static String shortened(String detail) {
        return detail.codePointCount(0, detail.length()) <= 80
                ? detail
                : detail.substring(0, detail.offsetByCodePoints(0, 79)) + "…";
    }
}
