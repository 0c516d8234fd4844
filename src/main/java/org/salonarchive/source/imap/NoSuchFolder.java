package org.salonarchive.source.imap;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/** The mailbox has no folder of the name that was said; the message names those it has. */
public final class NoSuchFolder extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final List<String> folders;

    NoSuchFolder(String message, List<String> folders) {
        super(message);
        this.folders = List.copyOf(folders);
    }

    /** The folders there are, as they are to be written in the settings; not more than an operator can look through. */
    public List<String> folders() {
        return folders;
    }
}
