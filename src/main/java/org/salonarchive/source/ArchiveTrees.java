package org.salonarchive.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.salonarchive.source.mhonarc.MhonarcTree;
import org.salonarchive.source.pipermail.PipermailTree;

/** Finds what archives left on a disk. */
final class ArchiveTrees {

    /** As deep as the lists of Mailman stand below its folder of archives. */
    private static final int DEPTH = 2;

    private static final int NAMED = 10;

    private ArchiveTrees() {}

    /**
     * The archive in a folder or, where it is not one, below it.
     *
     * @param repairs to read mailboxes with
     * @param grows whether mail may be added to it at this moment
     * @throws IOException when there are several, since one list is read at a time; the message names them
     */
    static Optional<ArchiveTree> in(Path path, Set<Repair> repairs, boolean grows) throws IOException {
        List<Path> folders = List.of(path);
        for (int depth = 0; depth <= DEPTH; depth++) {
            List<ArchiveTree> trees = new ArrayList<>();
            List<Path> below = new ArrayList<>();
            List<Path> seen = new ArrayList<>();
            for (Path folder : folders) {
                Optional<ArchiveTree> tree = at(folder, repairs, grows);
                if (tree.isPresent() && !seen.contains(folder.toRealPath())) {
                    seen.add(folder.toRealPath());
                    trees.add(tree.get());
                }
                below.addAll(foldersIn(folder));
            }
            if (trees.size() > 1) {
                throw new IOException(several(path, trees));
            }
            if (!trees.isEmpty()) {
                return Optional.of(trees.get(0));
            }
            folders = below;
        }
        return Optional.empty();
    }

    private static Optional<ArchiveTree> at(Path folder, Set<Repair> repairs, boolean grows) throws IOException {
        Optional<ArchiveTree> pipermail =
                PipermailTree.at(folder, repairs, grows).map(tree -> tree);
        Optional<MhonarcTree> mhonarc = MhonarcTree.at(folder, repairs, grows);
        return pipermail.isPresent() && mhonarc.isPresent()
                ? Optional.of(new FusedTree(pipermail.get(), mhonarc.get()))
                : pipermail.or(() -> mhonarc);
    }

    /** Whether this is the path of a page of such an archive. */
    static boolean isPage(String path) {
        return PipermailTree.isPage(path);
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isDirectory(entry) && Files.isReadable(entry))
                    .sorted(FileOrder.NATURAL)
                    .toList();
        }
    }

    private static String several(Path path, List<ArchiveTree> trees) {
        String names = trees.stream()
                .limit(NAMED)
                .map(tree -> tree.folder().getFileName().toString())
                .collect(Collectors.joining(", "));
        String more = trees.size() > NAMED ? " and " + (trees.size() - NAMED) + " more" : "";
        return path + " holds the archives of " + trees.size() + " lists (" + names + more
                + "). Name the folder of one list, such as " + trees.get(0).folder() + ".";
    }
}
