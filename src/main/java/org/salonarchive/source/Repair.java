package org.salonarchive.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be done about an mbox whose messages do not begin where its {@code From } lines say. None is done unless
 * the operator chose it; what was done to a message stands in its {@link Provenance}. They change where messages begin
 * and end, never a byte between.
 */
public enum Repair {
    /**
     * A separator is taken for text when no message begins after it: no field there says who sent it, when, or by
     * which way ({@link MessageHead#isTail}).
     */
    JOIN(
            "A From line that no message's head follows is read as text of the message before it.",
            "joined: a From line in it, which would separate, was read as text"),
    /**
     * A line of a body is taken for a separator when the head of a message follows it directly
     * ({@link MessageHead#isWhole}), whatever stands before it and whatever a Content-Length says.
     */
    SPLIT(
            "A From line in a body that a message's head follows begins a message of its own.",
            "split: it stood in the text of the message before it");

    private final String description;
    private final String note;

    Repair(String description, String note) {
        this.description = description;
        this.note = note;
    }

    /** Its name on the command line and in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it would do, in a sentence. */
    public String description() {
        return description;
    }

    /** What it did to one message, for the provenance of that message. */
    public String note() {
        return note;
    }

    /** As a copy in the order in which they are declared. */
    static Set<Repair> sorted(Set<Repair> repairs) {
        Set<Repair> sorted = EnumSet.noneOf(Repair.class);
        sorted.addAll(repairs);
        return sorted;
    }

    /** For checkpoints: a source that was read with other repairs is another source. Empty for none. */
    static List<String> mark(Set<Repair> repairs) {
        return repairs.isEmpty()
                ? List.of()
                : List.of(sorted(repairs).stream().map(Repair::word).collect(Collectors.joining(",")));
    }
}
