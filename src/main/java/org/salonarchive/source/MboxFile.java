package org.salonarchive.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is a mailbox (mbox of any dialect, MMDF) or a single message, plain or compressed.
 *
 * @param file where it is
 * @param size its size in bytes when it was found
 * @param repairs those that were chosen for it
 */
record MboxFile(Path file, long size, Set<Repair> repairs) implements Source {

    MboxFile(Path file, long size) {
        this(file, size, Set.of());
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        Optional<MboxCheckpoint> mark = after.flatMap(last -> MboxCheckpoint.of(last, repairs));
        if (mark.isPresent() && mark.get().isUnchanged(file)) {
            return new NothingNew(mark.get().checkpoint(repairs), size);
        }
        if (mark.isPresent()) {
            FileBytes bytes = FileBytes.open(file);
            Head head = new Head(open(bytes));
            if (stands(mark.get(), head)) {
                return new MboxFileReading(this, bytes, head, mark.get().start());
            }
            head.close();
        }
        FileBytes bytes = FileBytes.open(file);
        return new MboxFileReading(this, bytes, new Head(open(bytes)), 0);
    }

    /** The file is as it was when it was read to its end. */
    private record NothingNew(Checkpoint checkpoint, long bytesRead) implements Reading {

        @Override
        public Optional<SourceItem> next() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static InputStream open(FileBytes bytes) throws IOException {
        try {
            return new BufferedInputStream(Compression.undo(bytes, bytes), 1 << 16);
        } catch (Compression.Damaged damaged) {
            return new BrokenStream(damaged);
        }
    }

    private static boolean stands(MboxCheckpoint mark, InputStream in) throws IOException {
        try {
            return mark.skipTo(in);
        } catch (Compression.Damaged damagedBefore) {
            return false;
        }
    }

    /** In such a file one {@code >} can be taken off each quoted From line for certain. */
    boolean isNamedMboxrd() {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).contains("mboxrd");
    }

    long modified() throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    /** A stream whose damage shows when it is read. */
    private static final class BrokenStream extends InputStream {

        private final Compression.Damaged damage;

        BrokenStream(Compression.Damaged damage) {
            this.damage = damage;
        }

        @Override
        public int read() throws IOException {
            throw damage;
        }
    }
}
