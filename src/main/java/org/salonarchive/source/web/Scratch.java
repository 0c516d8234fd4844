package org.salonarchive.source.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files of this process, in a folder of its own that only this user may read. A lock on it is held as long
 * as the process lives; so whoever starts can remove the folders of those that were killed.
 */
final class Scratch {

    private static final String PREFIX = "salon-web-";
    private static final String LOCK = "lock";

    /** A folder is made before it is locked. */
    private static final Duration IN_THE_MAKING = Duration.ofMinutes(1);

    private static @Nullable Path folder;
    private static @Nullable FileLock lock;

    private Scratch() {}

    /** A new file, which whoever asks for it removes. */
    static Path file(String ending) throws IOException {
        return Files.createTempFile(folder(), "salon-web", ending);
    }

    /** Where they are. */
    static synchronized Path folder() throws IOException {
        Path ours = folder;
        if (ours == null || !Files.isDirectory(ours)) {
            ours = Files.createTempDirectory(PREFIX);
            ours.toFile().deleteOnExit();
            Path held = ours.resolve(LOCK);
            lock = FileChannel.open(held, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .lock();
            held.toFile().deleteOnExit();
            folder = ours;
            sweep(ours.getParent());
        }
        return ours;
    }

    /** Removes what killed processes left here. */
    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path left : folders) {
                if (Files.isDirectory(left) && Files.isWritable(left) && !isUsed(left)) {
                    remove(left);
                }
            }
        }
    }

    private static boolean isUsed(Path left) throws IOException {
        if (Files.getLastModifiedTime(left).toInstant().isAfter(Instant.now().minus(IN_THE_MAKING))) {
            return true;
        }
        try (FileChannel channel =
                FileChannel.open(left.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    private static void remove(Path left) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(left);
    }
}
