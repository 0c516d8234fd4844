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
 * @param name what it is known by
 * @param file where it is
 * @param size its size in bytes when it was found
 * @param grows whether its last message may still be written, and waits then
 * @param repairs those that were chosen for it
 */
record MboxFile(String name, Path file, long size, boolean grows, Set<Repair> repairs) implements Source {

    /** So long nothing is added to a mailbox whose last message is complete and has its empty line … */
    static final long QUIET_MILLIS = 1_500;

    /** … and so long where it has none, as some writers leave it. */
    static final long LONG_QUIET_MILLIS = 30_000;

    /** The same file, to which somebody may be writing. */
    MboxFile growing() {
        return new MboxFile(name, file, size, true, repairs);
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

    private static boolean stands(MboxCheckpoint mark, Head in) throws IOException {
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

    /**
     * Whether the message at the end may be taken. A mail server writes a message in pieces, and nothing in the file
     * says that the last piece has come; but it locks the mailbox, or is done within moments.
     *
     * @param emptyLine whether the file ends with an empty line
     */
    boolean isTailComplete(boolean emptyLine) throws IOException {
        if (!grows) {
            return true;
        }
        if (Files.exists(file.resolveSibling(file.getFileName() + ".lock"))) {
            return false;
        }
        long quiet = System.currentTimeMillis() - modified();
        return quiet < 0 || quiet >= (emptyLine ? QUIET_MILLIS : LONG_QUIET_MILLIS);
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
