package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with {@code cur} and {@code new}, each message a file. It is read whole every time: a name says
 * nothing of when its file came, and what is known already is not stored again.
 *
 * @param folder the one that holds {@code cur} and {@code new}
 * @param files the messages' files, in the order of their names, which begin with their time of delivery
 * @param size of all of them
 */
record Maildir(Path folder, List<Path> files, long size) implements Source {

    private static final Checkpoint NO_MATTER = new Checkpoint("maildir");

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
            size += Files.size(file);
        }
        return new Maildir(folder, files, size);
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) {
        Iterator<Path> rest = files.iterator();
        return new Reading() {
            private long bytesRead;

            @Override
            public Optional<SourceItem> next() throws IOException {
                while (rest.hasNext()) {
                    Optional<SourceItem> item = message(rest.next());
                    if (item.isPresent()) {
                        return item;
                    }
                }
                return Optional.empty();
            }

            private Optional<SourceItem> message(Path file) throws IOException {
                try (InputStream in = FileBytes.open(file)) {
                    bytesRead += Files.size(file);
                    return MboxReading.ofOneMessage(file.toString(), in).next();
                }
            }

            @Override
            public Checkpoint checkpoint() {
                return NO_MATTER;
            }

            @Override
            public long bytesRead() {
                return bytesRead;
            }

            @Override
            public void close() {}
        };
    }
}
