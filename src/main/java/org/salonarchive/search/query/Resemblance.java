package org.salonarchive.search.query;

import java.util.List;
import java.util.Optional;

/** How many slips of the fingers lie between two words. */
final class Resemblance {
    /** Longer words are not compared. */
    private static final int LONGEST = 24;

    private Resemblance() {}

    /** The first of the nearest words, when it is near enough. */
    static Optional<String> nearest(String typed, List<String> known, int farthest) {
        Optional<String> nearest = Optional.empty();
        int least = farthest + 1;
        for (String word : known) {
            int slips = typed.length() > LONGEST ? least : slips(typed, word);
            if (slips < least) {
                least = slips;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /** Letters left out, added, exchanged, or swapped with their neighbour. */
    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : step(slips, one, other, i, j);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int step(int[][] slips, String one, String other, int i, int j) {
        int exchanged = slips[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(exchanged, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
