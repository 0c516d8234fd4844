package org.salonarchive.hostile;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real answers of the site with a blank in each place, to be filled in raw as if nothing had been escaped. */
final class Stencil {

    private static final List<String> KEPT = List.of(
            "content-type",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "x-frame-options");

    private final Map<Place, Gate.Page> blanks = new EnumMap<>(Place.class);

    /** Takes an answer whose blank is to be filled; without one the place shows nothing. */
    void add(Place place, String blank, HttpResponse<String> answer) {
        if (answer.body().contains(blank)) {
            Map<String, String> headers = new LinkedHashMap<>();
            KEPT.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
            blanks.put(place, new Gate.Page(headers, answer.body().replace(blank, place.blank())));
        }
    }

    /** How many places have something to show. */
    int size() {
        return blanks.size();
    }

    /** Puts a page for each place and snippet at the gate. */
    List<String> fill(Gate gate, List<String> snippets) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            for (Map.Entry<Place, Gate.Page> blank : blanks.entrySet()) {
                String path = "/stencil/" + blank.getKey() + "/" + i;
                Gate.Page page = blank.getValue();
                gate.put(
                        path,
                        new Gate.Page(
                                page.headers(),
                                page.content().replace(blank.getKey().blank(), snippets.get(i))));
                paths.add(path);
            }
        }
        return paths;
    }
}
