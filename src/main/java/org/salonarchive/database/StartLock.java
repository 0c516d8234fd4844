package org.salonarchive.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The right to make, start and stop a database, which one process has at a time. The kernel takes it back from
 * a process that dies. Within a process, callers see to it that only one asks at a time: closing any channel of
 * a file gives up all of the process's locks on it.
 */
final class StartLock implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 20;

    private final FileChannel channel;

    private StartLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock if nobody else has it. */
    static Optional<StartLock> tryTake(Path folder) throws IOException {
        FileChannel channel = open(folder, "start.lock");
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new StartLock(channel));
            }
        } catch (OverlappingFileLockException sameProcess) {
            // The same as when another process has it.
            channel.close();
            return Optional.empty();
        }
        channel.close();
        return Optional.empty();
    }

    /** Takes the lock, waiting for whoever has it. */
    static StartLock take(Path folder, Duration patience) throws IOException, DatabaseUnavailable {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            Optional<StartLock> lock = tryTake(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        throw new DatabaseUnavailable("Another process of Salon has been starting or stopping the database in " + folder
                + " for " + patience.toSeconds() + " s: see " + folder.resolve("log")
                + " for what it waits for, or end that process.");
    }

    /** Opens a file of locks, which only its owner may use. */
    static FileChannel open(Path folder, String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Fails if the lock is not held any more. */
    void require() throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the start lock is not held");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
