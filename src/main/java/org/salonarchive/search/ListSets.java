package org.salonarchive.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sets of lists that messages are in, each under a code; there are far fewer sets than messages. */
final class ListSets {

    private final Map<String, Character> codes = new HashMap<>();
    private final List<List<Integer>> sets = new ArrayList<>();

    /** The code of a set, given as ids with spaces between them. */
    synchronized char code(String ids) {
        Character known = codes.get(ids);
        if (known != null) {
            return known;
        }
        if (sets.size() > Character.MAX_VALUE) {
            throw new IllegalStateException("Messages are in more than " + sets.size() + " different sets of lists");
        }
        char code = (char) sets.size();
        sets.add(Arrays.stream(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .toList());
        codes.put(ids, code);
        return code;
    }

    /** The sets by their codes. */
    synchronized List<List<Integer>> all() {
        return List.copyOf(sets);
    }
}
