package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.salonarchive.source.FileOrder;
import org.salonarchive.source.Source;

/**
 * An archive that MHonArc made: a folder of message pages, or of volumes of them as when MHonArc makes the pages of a
 * Mailman 2 list; then its mailbox and its monthly texts may stand beside them.
 *
 * @param mailboxes that hold the messages as they were received
 * @param volumes in their order
 * @param texts of volumes, as Pipermail writes them
 */
public record MhonarcTree(List<Path> mailboxes, List<Source> volumes, List<Path> texts) {

    private static final Set<String> OF_MAILDIRS = Set.of("cur", "new", "tmp");
    private static final Pattern TEXT =
            Pattern.compile("(?:\\d{4}(?:q[1-4]|-[A-Za-z]+)?|Week-of-Mon-\\d{8}|\\d{8})\\.txt(?:\\.gz)?");
    private static final String MAILBOX = ".mbox";
    private static final String COMPRESSED = ".gz";

    /**
     * What a folder is of these; empty when it is none.
     *
     * @throws IOException when it cannot be looked at; the message names it
     */
    public static Optional<MhonarcTree> in(Path folder) throws IOException {
        Path archive = folder.toAbsolutePath().normalize();
        List<Source> volumes = new ArrayList<>();
        Optional<PageFolder> flat = PageFolder.of(folder);
        if (flat.isPresent()) {
            volumes.add(MhonarcVolume.of(folder, "", flat.get()));
        }
        List<Path> entries = entries(folder);
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            boolean ofPage =
                    flat.isPresent() && name.matches(Pattern.quote(flat.get().prefix()) + "\\d{5,9}");
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && !name.startsWith(".")
                    && !OF_MAILDIRS.contains(name)
                    && !ofPage) {
                Optional<PageFolder> pages = PageFolder.of(entry);
                if (pages.isPresent()) {
                    volumes.add(MhonarcVolume.of(folder, name, pages.get()));
                }
            }
        }
        return volumes.isEmpty()
                ? Optional.empty()
                : Optional.of(new MhonarcTree(mailboxes(archive, folder, entries), volumes, texts(entries)));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(FileOrder.NATURAL).toList();
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /** Mailman keeps {@code LIST.mbox/LIST.mbox} beside {@code LIST}; others put it into the folder. */
    private static List<Path> mailboxes(Path archive, Path folder, List<Path> entries) {
        List<Path> mailboxes = new ArrayList<>();
        Path name = archive.getFileName();
        if (name != null) {
            String own = name + MAILBOX;
            Stream.of(archive.resolveSibling(own), folder.resolve(own))
                    .filter(holder -> Files.isDirectory(holder, LinkOption.NOFOLLOW_LINKS))
                    .map(holder -> holder.resolve(own))
                    .filter(MhonarcTree::isFile)
                    .forEach(mailboxes::add);
        }
        entries.stream()
                .filter(entry -> entry.getFileName().toString().endsWith(MAILBOX) && isFile(entry))
                .forEach(mailboxes::add);
        return mailboxes;
    }

    /** A compressed text may be an older state of the one that is not. */
    private static List<Path> texts(List<Path> entries) {
        return entries.stream()
                .filter(entry -> TEXT.matcher(entry.getFileName().toString()).matches() && isFile(entry))
                .filter(entry -> {
                    String name = entry.getFileName().toString();
                    return !name.endsWith(COMPRESSED)
                            || !isFile(entry.resolveSibling(name.substring(0, name.length() - COMPRESSED.length())));
                })
                .toList();
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
