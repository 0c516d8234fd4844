package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.salonarchive.source.ArchiveTree;
import org.salonarchive.source.FileOrder;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;

/**
 * An archive that MHonArc made: a folder of message pages, or of volumes of them as when MHonArc makes the pages of a
 * Mailman 2 list; then its mailbox and its monthly texts may stand beside them.
 *
 * @param repairs to read its mailboxes with
 * @param grows whether mail may be added to it at this moment
 */
public record MhonarcTree(Path folder, Set<Repair> repairs, boolean grows) implements ArchiveTree {

    /** A page that was just written to may not be whole. */
    private static final Duration REST = Duration.ofSeconds(30);

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
    public static Optional<MhonarcTree> at(Path folder, Set<Repair> repairs, boolean grows) throws IOException {
        MhonarcTree tree = new MhonarcTree(folder, repairs, grows);
        return tree.volumes().isEmpty() ? Optional.empty() : Optional.of(tree);
    }

    /** The folders of pages, in their order. */
    public List<Source> volumes() throws IOException {
        List<Source> volumes = new ArrayList<>();
        Optional<PageFolder> flat = PageFolder.of(folder);
        if (flat.isPresent()) {
            volumes.add(MhonarcVolume.of(folder, "", settled(flat.get())));
        }
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            boolean ofPage =
                    flat.isPresent() && name.matches(Pattern.quote(flat.get().prefix()) + "\\d{5,9}");
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && !name.startsWith(".")
                    && !OF_MAILDIRS.contains(name)
                    && !ofPage) {
                Optional<PageFolder> pages = PageFolder.of(entry);
                if (pages.isPresent()) {
                    volumes.add(MhonarcVolume.of(folder, name, settled(pages.get())));
                }
            }
        }
        return volumes;
    }

    private PageFolder settled(PageFolder pages) throws IOException {
        return grows ? pages.until(Instant.now().minus(REST)) : pages;
    }

    /** What was received comes first, then what is next to it. */
    @Override
    public List<Source> sources() throws IOException {
        List<Path> entries = entries(folder);
        List<Source> sources = new ArrayList<>();
        for (Path mailbox : mailboxes(entries)) {
            sources.add(Sources.mailbox(mailbox.toString(), mailbox, repairs, grows));
        }
        sources.addAll(volumes());
        for (Path text : texts(entries)) {
            sources.add(Sources.mailbox(text.toString(), text, repairs, grows));
        }
        return sources;
    }

    @Override
    public List<Path> parts() throws IOException {
        List<Path> parts = new ArrayList<>(List.of(folder));
        List<Path> entries = entries(folder);
        parts.addAll(mailboxes(entries));
        entries.stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .forEach(parts::add);
        return parts;
    }

    @Override
    public String describe() throws IOException {
        int count = volumes().size();
        List<Path> mailboxes = mailboxes(entries(folder));
        return "The MHonArc archive of a list in " + folder + ", " + count
                + (count == 1 ? " folder of pages, " : " folders of pages, ")
                + (mailboxes.isEmpty()
                        ? "without an mbox: its messages are put together again of pages."
                        : "with the mail itself in " + mailboxes.get(0) + ".");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(FileOrder.NATURAL).toList();
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /** Mailman keeps {@code LIST.mbox/LIST.mbox} beside {@code LIST}; others put it into the folder. */
    private List<Path> mailboxes(List<Path> entries) {
        List<Path> mailboxes = new ArrayList<>();
        Path archive = folder.toAbsolutePath().normalize();
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
