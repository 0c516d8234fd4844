package org.salonarchive.message;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.salonarchive.message.charset.Characters;

/** Gathers the defects of one message while it is parsed; not for several threads. */
final class Defects {
    private final Set<Defect> found = new LinkedHashSet<>();
    private final Set<Defect.Kind> kinds = EnumSet.noneOf(Defect.Kind.class);

    void add(Defect.Kind kind, String place, String detail) {
        boolean isFirst = kinds.add(kind);
        if (isFirst || found.size() < ParseLimits.DEFECTS) {
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
