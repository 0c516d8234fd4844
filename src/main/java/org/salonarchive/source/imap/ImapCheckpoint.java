package org.salonarchive.source.imap;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.source.Checkpoint;

/**
 * How far a folder was read. Message numbers of the kind called UID only grow, as long as the folder keeps the
 * same UIDVALIDITY (RFC 9051 section 2.3.1.1).
 *
 * @param validity UIDVALIDITY; 0 where the server gives none that can be relied on
 * @param last every message up to this UID was given
 */
record ImapCheckpoint(long validity, long last) {

    private static final Pattern FORM = Pattern.compile("imap1 (\\d{1,18}) (\\d{1,18})");

    static Optional<ImapCheckpoint> of(Checkpoint checkpoint) {
        Matcher words = FORM.matcher(checkpoint.text());
        return words.matches()
                ? Optional.of(new ImapCheckpoint(Long.parseLong(words.group(1)), Long.parseLong(words.group(2))))
                : Optional.empty();
    }

    Checkpoint checkpoint() {
        return new Checkpoint("imap1 " + validity + " " + last);
    }

    /**
     * Where to go on in a folder as it stands: after the last, or at the beginning when it is another folder by now.
     *
     * @param uidNext the UID that the next message will get; 0 when not known
     */
    static ImapCheckpoint resume(Optional<Checkpoint> after, long validity, long uidNext) {
        return after.flatMap(ImapCheckpoint::of)
                .filter(mark -> validity > 0 && mark.validity == validity)
                .filter(mark -> uidNext <= 0 || mark.last < uidNext)
                .orElse(new ImapCheckpoint(Math.max(0, validity), 0));
    }
}
