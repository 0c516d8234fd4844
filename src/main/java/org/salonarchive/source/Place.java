package org.salonarchive.source;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What an operator subscribes to: a mailbox on a server, a file or folder that grows, an archive at an address.
 * It may hold a connection between passes. One thread at a time; closing it from another ends what it waits for.
 */
public interface Place extends Closeable {

    /**
     * What there is to read now, in the order in which it is to be read. Asked anew before each pass.
     *
     * @throws IOException when the place cannot be reached; the message is for the operator and names no secret
     */
    List<Source> sources() throws IOException;

    /**
     * What is there, in a sentence, for whoever wants to know whether the settings are right; nothing is read into the
     * archive.
     *
     * @throws IOException when it cannot be reached; the message says why, and the mend
     */
    String look() throws IOException;

    /**
     * Waits until there may be something new, at most so long; a place that cannot tell waits all of it. That
     * nothing was told means nothing: a pass is made all the same.
     *
     * @throws IOException when the place went away meanwhile
     */
    void await(Duration atMost) throws IOException, InterruptedException;
}
