package org.salonarchive.thread;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.salonarchive.message.MessageIdHash;

/**
 * Tells which Message-IDs belong together. Two ids do when one message has or names both; a component is
 * all that hangs together so. {@link Threader} links only along references, so no thread crosses
 * components, and threading anew the components that a batch touches gives what threading everything
 * would give.
 */
public final class Components {

    private Components() {}

    /**
     * What a batch means for components.
     *
     * @param componentOfId the component of every id that the batch has or names
     * @param merged components that end, with the one (the smallest) that takes them in
     */
    public record Merge(Map<MessageIdHash, Long> componentOfId, Map<Long, Long> merged) {}

    /**
     * Joins a batch to known components.
     *
     * @param known components of those ids of the batch that are known already
     * @param fresh numbers for new components, greater than all before; asked at most once for each message
     */
    public static Merge of(Collection<Skeleton> batch, Map<MessageIdHash, Long> known, LongSupplier fresh) {
        Map<MessageIdHash, Long> component = new HashMap<>(known);
        Map<Long, Long> survivor = new HashMap<>();
        for (Skeleton message : batch) {
            OptionalLong joined = join(survivor, OptionalLong.empty(), component.get(message.id()));
            for (HashedReference reference : message.references()) {
                joined = join(survivor, joined, component.get(reference.id()));
            }
            long chosen = joined.isPresent() ? joined.getAsLong() : fresh.getAsLong();
            component.put(message.id(), chosen);
            message.references().forEach(reference -> component.put(reference.id(), chosen));
        }
        component.replaceAll((id, old) -> find(survivor, old));
        Map<Long, Long> merged = new HashMap<>();
        for (long old : known.values()) {
            long last = find(survivor, old);
            if (last != old) {
                merged.put(old, last);
            }
        }
        return new Merge(component, merged);
    }

    private static OptionalLong join(Map<Long, Long> survivor, OptionalLong one, @Nullable Long other) {
        if (other == null) {
            return one;
        }
        long last = find(survivor, other);
        if (one.isEmpty()) {
            return OptionalLong.of(last);
        }
        long smaller = Math.min(one.getAsLong(), last);
        long larger = Math.max(one.getAsLong(), last);
        if (smaller != larger) {
            survivor.put(larger, smaller);
        }
        return OptionalLong.of(smaller);
    }

    /** Follows and shortens the way to the component that took this one in. */
    private static long find(Map<Long, Long> survivor, long component) {
        long last = component;
        for (Long next = survivor.get(last); next != null; next = survivor.get(last)) {
            last = next;
        }
        long at = component;
        while (at != last) {
            long next = survivor.get(at);
            survivor.put(at, last);
            at = next;
        }
        return last;
    }
}
