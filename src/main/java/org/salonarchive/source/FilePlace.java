package org.salonarchive.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A file or folder on this machine that grows. Only what is complete is taken: a message at the end of a mailbox that
 * may still be written waits for the next pass.
 */
public final class FilePlace implements Place {

    /** How often a file is looked at: new mail is to be readable within moments. */
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Path path;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Glance seen = new Glance(0, 0, 0);
    private long looked;

    /** @param path an mbox file, a Maildir, or a folder of them */
    public FilePlace(Path path) {
        this.path = path;
    }

    /**
     * What can be seen without opening anything.
     *
     * @param files how many there are
     * @param sum over their names, sizes and times
     * @param newest the time of the last change, in milliseconds
     */
    private record Glance(long files, long sum, long newest) {

        private Glance and(Path file, BasicFileAttributes attributes) {
            long modified = attributes.lastModifiedTime().toMillis();
            long stamp = 31 * (31 * file.hashCode() + attributes.size()) + modified;
            return new Glance(files + 1, sum + stamp, Math.max(newest, modified));
        }

        /** Whether a message that was held back, since the file had just been written to, may now be complete. */
        private boolean becameQuiet(long looked, long now) {
            return crossed(newest + MboxFile.QUIET_MILLIS, looked, now)
                    || crossed(newest + MboxFile.LONG_QUIET_MILLIS, looked, now);
        }

        private static boolean crossed(long moment, long looked, long now) {
            return looked < moment && moment <= now;
        }
    }

    @Override
    public List<Source> sources() throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("There is no file or folder " + path + ".");
        }
        looked = System.currentTimeMillis();
        seen = glance();
        return Sources.follow(path);
    }

    @Override
    public String look() throws IOException {
        List<Source> sources = sources();
        long bytes = sources.stream().mapToLong(Source::size).sum();
        return sources.isEmpty()
                ? path + " is there and holds no mailbox yet."
                : "%,d mailboxes of %,d kB in all: %s …"
                        .formatted(sources.size(), bytes / 1000, sources.get(0).name());
    }

    @Override
    public void await(Duration atMost) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end) {
            if (closed.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            if (!glance().equals(seen) || seen.becameQuiet(looked, System.currentTimeMillis())) {
                return;
            }
        }
    }

    private Glance glance() throws IOException {
        Glance glance = new Glance(0, 0, 0);
        if (!Files.exists(path)) {
            return glance;
        }
        try (Stream<Path> within = Files.walk(path)) {
            for (Path file : (Iterable<Path>) within::iterator) {
                glance = glance.and(file, Files.readAttributes(file, BasicFileAttributes.class));
            }
            return glance;
        } catch (UncheckedIOException | java.nio.file.NoSuchFileException changedMeanwhile) {
            return new Glance(-1, System.nanoTime(), 0);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
