package org.salonarchive.archive;

import org.jspecify.annotations.Nullable;

/**
 * What every page asks the database for: read once, and read anew when {@link ArchiveChanges} tells that anything has
 * changed, or for each page while nobody listens. Thread-safe.
 */
public final class Remembered<T> {

    private final ArchiveChanges changes;
    private volatile @Nullable Known<T> known;

    /** Nothing is known at first. */
    public Remembered(ArchiveChanges changes) {
        this.changes = changes;
    }

    private record Known<T>(long change, T value) {}

    /** Reads. */
    @FunctionalInterface
    public interface Reading<T, X extends Exception> {
        /** What is so now. */
        T read() throws X;
    }

    /** What was read last, if nothing has changed since; else what is read now. */
    public <X extends Exception> T get(Reading<T, X> reading) throws X {
        // Asked for before it reads: a change in between is one that it may not have seen.
        long change = changes.number().orElse(-1);
        Known<T> last = known;
        if (last != null && last.change() == change) {
            return last.value();
        }
        T value = reading.read();
        known = change < 0 ? null : new Known<>(change, value);
        return value;
    }

    /** Reads anew at the next time, whatever has changed. */
    public void forget() {
        known = null;
    }
}
