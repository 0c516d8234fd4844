package org.salonarchive.search;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A condition made ready to be held against messages: all that had to be asked for it is known. */
sealed interface Plan {

    /** All of them, in the order in which they are best looked at. */
    record All(List<Plan> all) implements Plan {
        public All {
            all = all.stream().sorted(Comparator.comparingInt(Plan::cost)).toList();
        }
    }

    /** At least one of them. */
    record Any(List<Plan> any) implements Plan {}

    /** Whatever it is not. */
    record Not(Plan of) implements Plan {}

    /** Words. */
    record Words(WordQuery words) implements Plan {}

    /** What stands beside the words of a message. */
    record Beside(Predicate<Columns.Cell> test) implements Plan {}

    /** In a thread of which some message fulfils this. */
    record InThread(Plan some) implements Plan {}

    /** Words leave few, and are found at once. */
    private static int cost(Plan plan) {
        if (plan instanceof Words) {
            return 0;
        }
        return plan instanceof Beside ? 1 : 2;
    }
}
