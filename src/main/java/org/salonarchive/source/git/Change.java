package org.salonarchive.source.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * What a commit did to one message.
 *
 * @param file the message's bytes
 */
record Change(Kind kind, ObjectId file) {

    enum Kind {
        ADDED,
        REMOVED,
        /** Something that is no file stands where a message should. */
        NO_FILE
    }
}
