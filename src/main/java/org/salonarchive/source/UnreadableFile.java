package org.salonarchive.source;

import java.io.IOException;
import java.io.Serial;

/** The file itself could not be read, whatever it holds: it vanished, it may not be read, the disk failed. */
final class UnreadableFile extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableFile(String message, IOException cause) {
        super(message, cause);
    }
}
