package org.salonarchive.source;

import java.io.IOException;
import java.util.Optional;

/** A place that holds messages. */
public sealed interface Source permits MboxFile, Maildir, ArchiveFile {

    /** What it is known by; the same place has the same name in every run. */
    String name();

    /** Its size in bytes as it stands on disk, against which {@link Reading#bytesRead} is to be seen. */
    long size();

    /**
     * Begins to read after what was read before. A checkpoint that does not fit what is there now (the file
     * was rewritten, rotated or cut) is of no use, and everything is read.
     *
     * @throws IOException when it cannot be opened; the message names it
     */
    Reading read(Optional<Checkpoint> after) throws IOException;
}
