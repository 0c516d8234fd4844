package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with {@code cur} and {@code new}, each message a file. A name says nothing of when its file came; the time
 * at which the file system last changed what it knows of the file does, and nobody can set it back. So only files are
 * read that changed since shortly before the newest change that was seen; a mail that was only marked as read is among
 * them, and is known.
 *
 * @param folder the one that holds {@code cur} and {@code new}
 * @param files the messages' files, in the order of their names, which begin with their time of delivery
 * @param size of all of them
 */
record Maildir(Path folder, List<Path> files, long size) implements Source {

    private static final Pattern CHECKPOINT = Pattern.compile("maildir1 (\\d{1,18})");

    /** What may come to light later than something that changed after it, on several servers that share a disk. */
    private static final long MARGIN_MILLIS = 120_000;

    static boolean isOne(Path folder) {
        return Files.isDirectory(folder.resolve("cur")) || Files.isDirectory(folder.resolve("new"));
    }

    static Maildir of(Path folder) throws IOException {
        List<Path> files = Stream.of("cur", "new")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .flatMap(part -> FileOrder.filesIn(part).stream())
                .sorted(FileOrder.BY_LAST_NAME)
                .toList();
        long size = 0;
        for (Path file : files) {
            size += size(file);
        }
        return new Maildir(folder, files, size);
    }

    /** Mail programs move and remove files while they are looked at. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    /** When the file system last changed what it knows of a file, where it says. */
    private static OptionalLong changed(Path file) throws IOException {
        try {
            return OptionalLong.of(((FileTime) Files.getAttribute(file, "unix:ctime")).toMillis());
        } catch (NoSuchFileException gone) {
            return OptionalLong.of(0);
        } catch (UnsupportedOperationException | IllegalArgumentException otherSystem) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) {
        Matcher mark = CHECKPOINT.matcher(after.map(Checkpoint::text).orElse(""));
        return new FilesReading(mark.matches() ? Long.parseLong(mark.group(1)) : 0, after);
    }

    /** One pass. Until its end there is nothing to go on from but what there was at its start. */
    private final class FilesReading implements Reading {

        private final long since;
        private final Iterator<Path> rest = files.iterator();
        private Checkpoint checkpoint;
        private long newest;
        private long bytesRead;

        FilesReading(long since, Optional<Checkpoint> before) {
            this.since = since;
            this.newest = since;
            this.checkpoint = before.orElse(new Checkpoint("maildir1 0"));
        }

        @Override
        public Optional<SourceItem> next() throws IOException {
            while (rest.hasNext()) {
                Path file = rest.next();
                OptionalLong changed = changed(file);
                bytesRead += size(file);
                // Where the time is not told, each file is read in each pass.
                if (changed.isEmpty() || changed.getAsLong() >= since - MARGIN_MILLIS) {
                    newest = Math.max(newest, changed.orElse(newest));
                    Optional<SourceItem> item = message(file);
                    if (item.isPresent()) {
                        return item;
                    }
                }
            }
            checkpoint = new Checkpoint("maildir1 " + newest);
            return Optional.empty();
        }

        /** What is gone meanwhile was removed, or was moved and comes again in the next pass. */
        private Optional<SourceItem> message(Path file) throws IOException {
            try (InputStream in = FileBytes.open(file)) {
                return MboxReading.ofOneMessage(file.toString(), in).next();
            } catch (UnreadableFile fault) {
                if (Files.exists(file)) {
                    throw fault;
                }
                return Optional.empty();
            }
        }

        @Override
        public Checkpoint checkpoint() {
            return checkpoint;
        }

        @Override
        public long bytesRead() {
            return bytesRead;
        }

        @Override
        public void close() {}
    }
}
