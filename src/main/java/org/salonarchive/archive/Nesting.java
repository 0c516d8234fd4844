package org.salonarchive.archive;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.salonarchive.thread.ThreadTree;

/**
 * In which order messages are shown, and how deep: the little that is held of a thread or a volume of any
 * length, while a page loads only the messages that it shows.
 */
public final class Nesting {

    private final List<Member> members;
    private final ThreadTree tree;

    /** @param members oldest first */
    Nesting(List<Member> members) {
        this.members = List.copyOf(members);
        tree = ThreadTree.of(
                members.stream().mapToLong(Member::key).toArray(),
                members.stream().mapToLong(Member::parent).toArray());
    }

    /**
     * A message.
     *
     * @param parent the message that it answers; negative when there is none
     * @param sender who wrote it
     */
    record Member(long key, long parent, long sender, Instant at) {}

    /** How many messages. */
    public int size() {
        return members.size();
    }

    /** The messages from one place up to another, each followed by its answers. */
    public List<Long> nested(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::key).toList();
    }

    /** The messages from one place up to another, oldest first. */
    public List<Long> byDate(int from, int to) {
        return members.subList(from, to).stream().map(Member::key).toList();
    }

    /** How many of the messages stand above the one at a place of the nested order. */
    public int depth(int place) {
        return tree.depth(place);
    }

    /** The messages that answer one, oldest first. */
    public List<Long> answers(long key) {
        return members.stream()
                .filter(member -> member.parent() == key)
                .map(Member::key)
                .toList();
    }

    /** Where a message stands in the nested order; -1 when it is not there. */
    public int placeNested(long key) {
        return IntStream.range(0, size())
                .filter(place -> key(place) == key)
                .findFirst()
                .orElse(-1);
    }

    /** Where a message stands by date; -1 when it is not there. */
    public int placeByDate(long key) {
        return IntStream.range(0, size())
                .filter(place -> members.get(place).key() == key)
                .findFirst()
                .orElse(-1);
    }

    /** How many of the messages answer none of the others. */
    public int tops() {
        return (int) IntStream.range(0, size())
                .filter(place -> tree.depth(place) == 0)
                .count();
    }

    /** How many have written. */
    public int people() {
        return (int) members.stream().mapToLong(Member::sender).distinct().count();
    }

    /** The date of the oldest. */
    public Instant first() {
        return members.get(0).at();
    }

    /** The date of the newest. */
    public Instant last() {
        return members.get(members.size() - 1).at();
    }

    private long key(int place) {
        return members.get(tree.at(place)).key();
    }
}
