package org.salonarchive.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The files of a site. One that is the same already is not touched, so that copying the folder elsewhere costs little. */
final class SiteFolder {

    private static final String PART = ".salon-part";

    private final Path folder;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong same = new AtomicLong();

    SiteFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
    }

    /** How many files were written. */
    long written() {
        return written.get();
    }

    /** How many files were there already with the same bytes. */
    long same() {
        return same.get();
    }

    /**
     * Puts a file there, whole or not at all.
     *
     * @param steps of its path; none of them leads out of the folder
     */
    void put(List<String> steps, InputStream bytes) throws IOException {
        Path file = place(steps);
        Path part = file.resolveSibling(Thread.currentThread().getId() + PART);
        try {
            Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            if (isSame(file, part)) {
                same.incrementAndGet();
            } else {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                written.incrementAndGet();
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Whether there is such a file. */
    boolean has(List<String> steps) {
        return Files.exists(folder.resolve(String.join("/", steps)));
    }

    private Path place(List<String> steps) throws IOException {
        Path file = folder;
        for (String step : steps) {
            file = file.resolve(step);
        }
        if (!file.normalize().startsWith(folder) || !file.equals(file.normalize())) {
            throw new IOException("A file of the site would lie outside of " + folder + ": " + file);
        }
        Files.createDirectories(file.getParent());
        return file;
    }

    private static boolean isSame(Path file, Path other) throws IOException {
        try {
            return Files.size(file) == Files.size(other) && Files.mismatch(file, other) < 0;
        } catch (NoSuchFileException isNew) {
            return false;
        }
    }
}
