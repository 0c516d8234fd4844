package org.salonarchive.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An archive on this machine to which mail is still added. */
public final class TreePlace implements Place {

    private static final Duration GLANCE = Duration.ofSeconds(2);

    /** So long after a change, pages and texts that were held back as unfinished are read. */
    private static final long QUIET_MILLIS = 31_000;

    private final Path path;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<ArchiveTree> tree = Optional.empty();
    private Glance seen = new Glance(0, 0);
    private long looked;

    /** @param path the folder of the archive, or one above it */
    public TreePlace(Path path) {
        this.path = path;
    }

    /** What can be seen of the folders without looking at each page. */
    private record Glance(long sum, long newest) {

        private Glance and(Path file) throws IOException {
            long modified = Files.getLastModifiedTime(file).toMillis();
            long stamp = 31 * (31 * file.hashCode() + Files.size(file)) + modified;
            return new Glance(sum + stamp, Math.max(newest, modified));
        }
    }

    @Override
    public List<Source> sources() throws IOException {
        looked = System.currentTimeMillis();
        ArchiveTree found = tree();
        seen = glance(found);
        return found.sources();
    }

    private ArchiveTree tree() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException("There is no folder " + path + ".");
        }
        if (tree.isEmpty()) {
            tree = ArchiveTrees.in(path, Set.of(), true);
        }
        return tree.orElseThrow(() -> new IOException("There is no archive of Pipermail or MHonArc in " + path
                + ": no folder with its pages or texts, such as 2008-April, 2008-April.txt or msg00000.html."));
    }

    @Override
    public String look() throws IOException {
        return tree().describe();
    }

    @Override
    public void await(Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            if (closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            long quiet = seen.newest() + QUIET_MILLIS;
            boolean becameQuiet = looked < quiet && quiet <= System.currentTimeMillis();
            if (becameQuiet || !glance(tree()).equals(seen)) {
                return;
            }
        }
    }

    private static Glance glance(ArchiveTree tree) throws IOException {
        Glance glance = new Glance(0, 0);
        for (Path part : tree.parts()) {
            List<Path> files = new ArrayList<>(List.of(part));
            if (Files.isDirectory(part)) {
                try (Stream<Path> entries = Files.list(part)) {
                    entries.forEach(files::add);
                }
            }
            for (Path file : files) {
                try {
                    glance = glance.and(file);
                } catch (NoSuchFileException | UncheckedIOException gone) {
                    glance = new Glance(glance.sum() + System.nanoTime(), glance.newest());
                }
            }
        }
        return glance;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
