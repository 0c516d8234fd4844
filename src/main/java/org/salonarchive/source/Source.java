package org.salonarchive.source;

import java.io.IOException;
import java.util.Optional;

/** Something that holds messages in an order: a file, an IMAP folder, a month of an old archive. */
public interface Source {

    /** What it is known by, without secrets; the same thing has the same name in every run. */
    String name();

    /** Its size in bytes as it stands, against which {@link Reading#bytesRead} is to be seen; 0 when unknown. */
    long size();

    /**
     * Begins to read after what was read before. A checkpoint that does not fit what is there now (the file
     * was rewritten, rotated or cut) is of no use, and everything is read.
     *
     * @throws IOException when it cannot be opened; the message names it
     */
    Reading read(Optional<Checkpoint> after) throws IOException;
}
