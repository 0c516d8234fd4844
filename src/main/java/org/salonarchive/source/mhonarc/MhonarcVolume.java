package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;

/**
 * The message pages of one folder.
 *
 * @param archive the folder of the whole archive
 * @param volume the name of the pages' folder below it; empty when it is that one
 * @param size of the pages
 */
record MhonarcVolume(Path archive, String volume, PageFolder folder, long size) implements Source {

    static MhonarcVolume of(Path archive, String volume, PageFolder folder) {
        long size = folder.pages().stream().mapToLong(PageFile::size).sum();
        return new MhonarcVolume(archive, volume, folder, size);
    }

    /** A text of the same volume may be known by the folder alone. */
    @Override
    public String name() {
        return folder.folder().resolve(folder.prefix() + "*.html").toString();
    }

    /** Pages keep their numbers, and newer ones have higher ones, until the archive is made anew. */
    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        return new VolumeReading(this, after.flatMap(VolumeMark::of));
    }
}
