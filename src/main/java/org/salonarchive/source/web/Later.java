package org.salonarchive.source.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.rebuilt.Digest;

/**
 * What is known of a volume beside how far its text was read, behind that in its checkpoint: which message was given
 * last, since a mailbox gives its last one again, and the messages that are to be tried again, since something of them
 * could not be had. A message is tried {@value #MOST_TRIES} times, at longer and longer intervals, and never again then.
 */
final class Later {

    /** More than this are not remembered, and that is told. */
    static final int MOST = 500;

    private static final int MOST_TRIES = 6;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(10));
    private static final String MARK = " given ";

    /** How often a message was tried, and when it is tried again, in seconds. */
    private record Try(int times, long next) {}

    private final Map<Long, Try> tries = new TreeMap<>();
    private String given = "";

    /** What stands in a checkpoint. */
    static Later of(String checkpoint) {
        Later later = new Later();
        int mark = checkpoint.lastIndexOf(MARK);
        if (mark >= 0) {
            String[] words = checkpoint.substring(mark + MARK.length()).split(" ");
            later.given = words[0];
            for (int i = 1; i < words.length; i++) {
                String[] numbers = words[i].split(":");
                later.tries.put(
                        Long.parseLong(numbers[0]), new Try(Integer.parseInt(numbers[1]), Long.parseLong(numbers[2])));
            }
        }
        return later;
    }

    /** The checkpoint of the mailbox alone. */
    static Checkpoint mailbox(Checkpoint checkpoint) {
        int mark = checkpoint.text().lastIndexOf(MARK);
        return mark < 0 ? checkpoint : new Checkpoint(checkpoint.text().substring(0, mark));
    }

    /** Both in one. */
    Checkpoint with(Checkpoint mailbox) {
        StringBuilder text = new StringBuilder(mailbox.text()).append(MARK).append(given);
        tries.forEach((position, tried) -> text.append(' ')
                .append(position)
                .append(':')
                .append(tried.times())
                .append(':')
                .append(tried.next()));
        return given.isEmpty() ? mailbox : new Checkpoint(text.toString());
    }

    /** Whether this is the message that was given last. */
    boolean isGiven(byte[] text) {
        return given.equals(Digest.of(text));
    }

    void give(byte[] text) {
        given = Digest.of(text);
    }

    /** The messages whose time has come, by their positions. */
    List<Long> due(Instant now) {
        List<Long> due = new ArrayList<>();
        tries.forEach((position, tried) -> {
            if (tried.next() <= now.getEpochSecond()) {
                due.add(position);
            }
        });
        return due;
    }

    /** Notes that a message could not be had whole; returns whether it will be tried again. */
    boolean failed(long position, Instant now) {
        Try before = tries.getOrDefault(position, new Try(0, 0));
        boolean again = before.times() + 1 < MOST_TRIES && (tries.size() < MOST || before.times() > 0);
        if (again) {
            Duration pause = PAUSES.get(before.times());
            tries.put(position, new Try(before.times() + 1, now.plus(pause).getEpochSecond()));
        } else {
            tries.remove(position);
        }
        return again;
    }

    void done(long position) {
        tries.remove(position);
    }
}
