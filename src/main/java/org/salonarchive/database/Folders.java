package org.salonarchive.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the standard library leaves to do about folders. */
final class Folders {

    private Folders() {}

    /**
     * Deletes what killed processes left half made in a folder: all entries whose names begin in one of these
     * ways. A program that such a process had started may still be writing there; then it is left for the next
     * time, for nothing takes it for complete.
     */
    static void tidy(Path parent, String... prefixes) throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(parent)) {
            left = entries.filter(entry ->
                            Stream.of(prefixes).anyMatch(entry.getFileName().toString()::startsWith))
                    .toList();
        }
        for (Path entry : left) {
            try {
                delete(entry);
            } catch (IOException | UncheckedIOException stillWritten) {
                continue;
            }
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    /** Copies all that is in a folder into another one, which then has its mode, too. */
    static void copy(Path folder, Path into) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path target = into.resolve(folder.relativize(file).toString());
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
            } else {
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Brings the names in a folder (after a rename, say) to the disk; also works on a file's content. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
