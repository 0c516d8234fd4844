package org.salonarchive.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.source.git.PublicInbox;

/** Looks through a folder for what holds mail, and knows why it passed the rest over. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    private static final List<String> OF_MAILDIRS = List.of("cur", "new", "tmp");

    private final Path root;
    private final List<Path> parts;
    private final Set<Path> profiles = new HashSet<>();
    private final Set<Path> stores = new HashSet<>();
    private final List<Source> inboxes = new ArrayList<>();
    private final List<Path> maildirs = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private FolderWalk(Path root, List<Path> parts) {
        this.root = root;
        this.parts = parts;
    }

    /**
     * Looks through a folder.
     *
     * @param parts files and folders in it that are passed over, since they are read in another way
     * @throws IOException when something in it cannot be looked at; the message names it
     */
    static FolderWalk through(Path folder, List<Path> parts) throws IOException {
        FolderWalk walk = new FolderWalk(folder, parts);
        Files.walkFileTree(folder, walk);
        walk.maildirs.sort(FileOrder.NATURAL);
        walk.files.sort(FileOrder.NATURAL);
        return walk;
    }

    List<Source> inboxes() {
        return inboxes;
    }

    List<Path> maildirs() {
        return maildirs;
    }

    List<Path> files() {
        return files;
    }

    List<String> skipped() {
        return skipped;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (parts.contains(folder) || !folder.equals(root) && isPassedOver(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        Optional<PublicInbox> inbox = PublicInbox.in(folder);
        if (inbox.isPresent()) {
            inboxes.addAll(inbox.get().epochs());
            skipped.addAll(inbox.get().skipped());
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (ThunderbirdStore.isProfile(folder)) {
            profiles.add(folder);
            skipped.add(folder + ": of this profile of Thunderbird all but its mail folders");
        } else if (ThunderbirdStore.isOne(folder)) {
            stores.add(folder);
        }
        if (Maildir.isOne(folder)) {
            maildirs.add(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isPassedOver(Path folder) throws IOException {
        Path parent = folder.getParent();
        String name = folder.getFileName().toString();
        if (OF_MAILDIRS.contains(name) && maildirs.contains(parent) || isAside(folder)) {
            return true;
        }
        Optional<String> whyNot = stores.contains(parent) ? ThunderbirdStore.whyNot(folder) : Optional.empty();
        whyNot.ifPresent(why -> skipped.add(folder + ": " + why));
        return whyNot.isPresent();
    }

    /** Beside the mail of a profile, which is told once. */
    private boolean isAside(Path entry) {
        return profiles.contains(entry.getParent()) && !ThunderbirdStore.isMailOfProfile(entry);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isAside(file)
                || parts.contains(file)
                || parts.contains(file.toAbsolutePath().normalize())) {
            return FileVisitResult.CONTINUE;
        }
        Optional<String> whyNot = whyNot(file, attributes);
        if (whyNot.isPresent()) {
            skipped.add(file + ": " + whyNot.get());
        } else if (attributes.isRegularFile() || Files.isRegularFile(file)) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private Optional<String> whyNot(Path file, BasicFileAttributes attributes) throws IOException {
        if (Sources.isSkipped(file)) {
            return Optional.of("not mail, by its name");
        }
        return attributes.isRegularFile() && stores.contains(file.getParent())
                ? ThunderbirdStore.whyNot(file)
                : Optional.empty();
    }
}
