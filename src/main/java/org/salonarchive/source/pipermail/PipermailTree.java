package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.salonarchive.source.ArchiveTree;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;

/**
 * The archive that Pipermail made of a list, on a disk: its folder with a folder and a text for each volume, attachments,
 * and the list's mbox beside or in it. What Mailman keeps there for itself ({@code pipermail.pck}, {@code database/}) is
 * never opened: only Python could read it, by doing whatever it says.
 */
public final class PipermailTree implements ArchiveTree {

    private static final Pattern TEXT = Pattern.compile("(.+)\\.txt(?:\\.gz)?");

    /** What stands in an archive beside its volumes. */
    private static final List<String> MARKS = List.of("index.html", "attachments", "pipermail.pck", "database");

    private final Path folder;
    private final Path tree;
    private final Optional<Path> mbox;
    private final Optional<MboxIndex> index;
    private final Set<Repair> repairs;
    private final boolean grows;

    private PipermailTree(Path folder, Set<Repair> repairs, boolean grows) throws IOException {
        this.folder = folder;
        this.tree = folder.toRealPath();
        this.repairs = Set.copyOf(repairs);
        this.grows = grows;
        this.mbox = mbox(folder).or(() -> mbox(tree));
        this.index = mbox.map(file -> new MboxIndex(file, repairs));
    }

    /**
     * The archive in this very folder, if there is one.
     *
     * @param repairs to read its mbox with
     * @param grows whether mail may be added to it at this moment
     */
    public static Optional<PipermailTree> at(Path folder, Set<Repair> repairs, boolean grows) throws IOException {
        return isOne(folder) ? Optional.of(new PipermailTree(folder, repairs, grows)) : Optional.empty();
    }

    /** Whether a path with slashes is one of a message page. */
    public static boolean isPage(String path) {
        String[] names = path.split("/");
        return names.length > 1
                && VolumeFiles.PAGE.matcher(names[names.length - 1]).matches()
                && Volume.of(names[names.length - 2]).isPresent();
    }

    private static boolean isOne(Path folder) throws IOException {
        boolean texts = false;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Matcher text = TEXT.matcher(entry.getFileName().toString());
                if (hasPages(entry)) {
                    return true;
                }
                texts |= text.matches() && Volume.of(text.group(1)).isPresent();
            }
        }
        return texts && MARKS.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
    }

    private static boolean hasPages(Path entry) throws IOException {
        if (Volume.of(entry.getFileName().toString()).isEmpty() || !Files.isDirectory(entry)) {
            return false;
        }
        try (Stream<Path> files = Files.list(entry)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.equals("thread.html")
                            || VolumeFiles.PAGE.matcher(name).matches());
        }
    }

    /** {@code LIST.mbox/LIST.mbox}, or a file of that name, beside the folder or in it. */
    private static Optional<Path> mbox(Path folder) {
        Path full = folder.toAbsolutePath().normalize();
        String name = full.getFileName() + ".mbox";
        return Stream.of(full.resolveSibling(name), full.resolve(name))
                .flatMap(place -> Stream.of(place.resolve(name), place))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<Path> parts() {
        List<Path> parts = new ArrayList<>(List.of(folder, tree));
        mbox.ifPresent(parts::add);
        return parts;
    }

    /** The mbox first, which has the mail itself, then each volume with what is known by its pages. */
    @Override
    public List<Source> sources() throws IOException {
        List<Source> sources = new ArrayList<>();
        if (mbox.isPresent()) {
            sources.add(Sources.mailbox(mbox.get().toString(), mbox.get(), repairs, grows));
        }
        for (Volume volume : volumes()) {
            sources.add(new TreeVolume(new VolumeFiles(tree, volume.name()), index, grows));
        }
        return sources;
    }

    private Set<Volume> volumes() throws IOException {
        Set<Volume> volumes = new TreeSet<>(Volume.ORDER);
        try (Stream<Path> entries = Files.list(tree)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Matcher text = TEXT.matcher(entry.getFileName().toString());
                String name =
                        text.matches() ? text.group(1) : entry.getFileName().toString();
                if (text.matches() || hasPages(entry)) {
                    Volume.of(name).ifPresent(volumes::add);
                }
            }
        }
        return volumes;
    }

    @Override
    public String describe() throws IOException {
        Set<Volume> volumes = volumes();
        String count = volumes.size() == 1 ? "1 volume" : volumes.size() + " volumes";
        return "The Pipermail archive of a list in " + folder + ", " + count + ", "
                + mbox.map(file -> "with the mail itself in " + file + ".")
                        .orElse("without an mbox: its messages are put together again of pages and texts.");
    }
}
