package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.io.Serial;

/** Where the attachments are that Pipermail took out of the messages of an archive. */
public interface Attachments {

    /** It cannot be had now, and may be another time. */
    final class NotNow extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        public NotNow(String reason) {
            super(reason);
        }
    }

    /** It cannot be had, and that is told. */
    final class Gone extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * The bytes of an attachment as Pipermail stored it.
     *
     * @param path below the archive
     * @throws IOException when the source was stopped
     */
    byte[] get(String path) throws IOException, NotNow, Gone;

    /** Tells that something is left out of a message. */
    Gone gone(String reason);
}
