package org.salonarchive.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the sources that files and folders hold. */
public final class Sources {

    /** Files that mail programs and archives keep beside mail. */
    private static final List<String> NOT_MAIL = List.of(
            ".msf",
            ".db",
            ".dat",
            ".html",
            ".htm",
            ".json",
            ".css",
            ".js",
            ".lock",
            ".index",
            ".log",
            ".mab",
            ".sqlite",
            ".sqlite3",
            ".sqlite-wal",
            ".sqlite-shm",
            ".pck");

    private Sources() {}

    /**
     * What was found.
     *
     * @param sources in the order in which they are to be read
     * @param skipped files that were passed over, with the reason
     */
    public record Found(List<Source> sources, List<String> skipped) {}

    /** A local file with a mailbox or a message in it, known by another name than the file's. */
    public static Source mailbox(String name, Path file) throws IOException {
        return new MboxFile(name, file, Files.size(file), false, Set.of());
    }

    /**
     * The same.
     *
     * @param repairs to be read with
     * @param grows whether somebody may be writing to it
     */
    public static Source mailbox(String name, Path file, Set<Repair> repairs, boolean grows) throws IOException {
        return new MboxFile(name, file, Files.size(file), grows, repairs);
    }

    /**
     * What stands in a plain mailbox at a place that a reading of it with the same repairs told.
     *
     * @throws IOException when it cannot be read; the message names it
     */
    public static Optional<SourceItem> itemAt(String name, Path file, long position, Set<Repair> repairs)
            throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(position);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            MboxFile mbox = new MboxFile(name, file, 0, false, repairs);
            return new MboxReading(name, in, position, mbox.isNamedMboxrd(), repairs).next();
        }
    }

    /**
     * A local file with a mailbox, a message or an archive of them, known by another name than the file's.
     *
     * @param repairs to be read with; those mean something in mailboxes only
     * @throws IOException when it cannot be looked at; the message names it
     */
    public static Source file(String name, Path file, Set<Repair> repairs) throws IOException {
        long size = Files.size(file);
        return ArchiveFile.isOne(file)
                ? new ArchiveFile(name, file, size, repairs)
                : new MboxFile(name, file, size, false, repairs);
    }

    /** The same sources, of which messages are taken over that are usually left out, by their reasons. */
    public static List<Source> with(List<Source> sources, Set<LeftOutMessage.Why> taken) {
        return taken.isEmpty()
                ? sources
                : sources.stream()
                        .<Source>map(source -> new WithLeftOut(source, Set.copyOf(taken)))
                        .toList();
    }

    /**
     * Finds the sources in a file or folder that somebody may write to at this moment. Beside a file also those into
     * which it was moved by a rotation, so that what was added to it just before is not missed.
     */
    static List<Source> follow(Path path) throws IOException {
        List<Path> paths = new ArrayList<>();
        if (Files.isRegularFile(path)) {
            paths.addAll(FileOrder.rotationsOf(path));
        }
        paths.add(path);
        List<Source> sources = new ArrayList<>();
        if (Files.isDirectory(path) && Maildir.isOne(path)) {
            sources.add(Maildir.of(path));
            return sources;
        }
        for (Source source : find(paths).sources()) {
            sources.add(source instanceof MboxFile mbox ? mbox.growing() : source);
        }
        return sources;
    }

    /**
     * Finds the sources in files and folders, in natural order within each folder.
     *
     * @throws IOException when one of them cannot be looked at; the message names it
     */
    public static Found find(List<Path> paths) throws IOException {
        return find(paths, Set.of());
    }

    /**
     * The same, to be read with repairs; those mean something in mailboxes only.
     *
     * @throws IOException when one of the files or folders cannot be looked at; the message names it
     */
    public static Found find(List<Path> paths, Set<Repair> repairs) throws IOException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                Optional<ArchiveTree> tree = ArchiveTrees.in(path, repairs, false);
                if (tree.isPresent()) {
                    found.sources.addAll(tree.get().sources());
                }
                List<Path> parts = tree.isPresent() ? tree.get().parts() : List.of();
                if (!parts.contains(path)) {
                    walk(path, parts, repairs, found);
                }
            } else {
                found.sources.add(file(path.toString(), path, repairs));
            }
        }
        return found;
    }

    /** @param parts files and folders that are passed over */
    private static void walk(Path folder, List<Path> parts, Set<Repair> repairs, Found found) throws IOException {
        FolderWalk walk = FolderWalk.through(folder, parts);
        found.skipped.addAll(walk.skipped());
        found.sources.addAll(walk.inboxes());
        for (Path maildir : walk.maildirs()) {
            found.sources.add(Maildir.of(maildir));
        }
        for (Path file : walk.files()) {
            found.sources.add(file(file.toString(), file, repairs));
        }
    }

    /** Whether a name says that a file inside a folder or an archive is no mail; a file named by itself is taken. */
    static boolean isSkipped(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(".")
                || name.startsWith("dovecot")
                || NOT_MAIL.stream().anyMatch(name::endsWith);
    }
}
