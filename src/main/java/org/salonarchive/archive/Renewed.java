package org.salonarchive.archive;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found wrong in stored messages, and mended. Not for several threads at once. */
public final class Renewed {

    private final Map<Difference, Long> messages = new EnumMap<>(Difference.class);
    private final List<String> twins = new ArrayList<>();
    private long counts;

    void changed(Difference difference, int count) {
        if (count > 0) {
            messages.merge(difference, (long) count, Long::sum);
        }
    }

    void changed(Set<Difference> differences) {
        differences.forEach(difference -> changed(difference, 1));
    }

    /** Takes in what another one tells. */
    public void add(Renewed other) {
        other.messages.forEach((difference, count) -> messages.merge(difference, count, Long::sum));
        twins.addAll(other.twins);
        counts += other.counts;
    }

    void twin(String messageId) {
        twins.add(messageId);
    }

    void counted(int rows) {
        counts += rows;
    }

    /** How many messages differed, for each kind of difference. */
    public Map<Difference, Long> messages() {
        return messages;
    }

    /** Message-IDs of messages that now have the same content as another; they stay two. */
    public List<String> twins() {
        return twins;
    }

    /** Counts of volumes, senders, threads and lists that were wrong. */
    public long counts() {
        return counts;
    }
}
