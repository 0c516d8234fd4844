package org.salonarchive.search;

import java.util.List;
import java.util.function.Predicate;

/** A condition made ready to be held against messages: all that had to be asked for it is known. */
sealed interface Plan {

    /** All of them. */
    record All(List<Plan> all) implements Plan {}

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
}
