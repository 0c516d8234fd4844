package org.salonarchive.reader;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that are like one that was meant. */
final class Nearest {

    private static final int MOST = 3;
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The few names that need least changes to become the wanted one; none that needs many. */
    static List<String> to(String wanted, Collection<String> names) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.length() > LONGEST) {
            return List.of();
        }
        int bound = Math.max(1, lower.length() / 3);
        return names.stream()
                .filter(name -> Math.abs(name.length() - lower.length()) <= bound)
                .filter(name -> changes(lower, name.toLowerCase(Locale.ROOT)) <= bound)
                .sorted(Comparator.comparingInt(name -> changes(lower, name.toLowerCase(Locale.ROOT))))
                .limit(MOST)
                .toList();
    }

    /** How many letters must be put in, taken out or changed. */
    static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
