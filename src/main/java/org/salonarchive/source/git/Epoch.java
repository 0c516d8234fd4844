package org.salonarchive.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;

/**
 * One repository of an inbox.
 *
 * @param number among the epochs, from 0
 * @param size of its packs
 */
record Epoch(Epochs epochs, int number, long size) implements Source {

    static Epoch of(Epochs epochs, int number) throws IOException {
        return new Epoch(epochs, number, size(epochs.repositories().get(number)));
    }

    private static long size(Path repository) throws IOException {
        Path packs = repository.resolve("objects/pack");
        if (!Files.isDirectory(packs)) {
            return 0;
        }
        long size = 0;
        try (Stream<Path> files = Files.list(packs)) {
            for (Path file : files.toList()) {
                boolean pack =
                        file.toString().endsWith(".pack") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                size += pack ? Files.size(file) : 0;
            }
        }
        return size;
    }

    @Override
    public String name() {
        return repository().toString();
    }

    Path repository() {
        return epochs.repositories().get(number);
    }

    /** A checkpoint whose commit is no longer among those of the epoch is of no use: its history was rewritten. */
    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        return EpochReading.of(this, after.flatMap(GitMark::of));
    }
}
