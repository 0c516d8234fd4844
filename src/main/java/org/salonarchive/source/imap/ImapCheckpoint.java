package org.salonarchive.source.imap;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.salonarchive.source.Checkpoint;

/**
 * How far a folder was read. Message numbers of the kind called UID only grow, as long as the folder keeps the
 * same UIDVALIDITY (RFC 9051 section 2.3.1.1).
 *
 * @param validity UIDVALIDITY; 0 where the server gives none that can be relied on
 * @param last every message up to this UID was given, save those that are missing
 * @param losses how often in a row the connection ended while the next message was asked for
 * @param careful up to this UID messages are asked for one at a time, since the connection ended over some of them
 * @param missing UIDs of messages that the server would not give, and when each was last asked for
 */
record ImapCheckpoint(long validity, long last, int losses, long careful, Map<Long, Instant> missing) {

    private static final String NUMBER = "(\\d{1,18})";
    private static final Pattern FORM = Pattern.compile(
            "imap1 " + NUMBER + " " + NUMBER + "(?: (\\d{1,4}) " + NUMBER + "((?: \\d{1,18}:\\d{1,10}){0,1000}))?");

    /** After so many losses over one message it is that message. Passes that fail wait longer each time. */
    private static final int MOST_LOSSES = 5;

    ImapCheckpoint {
        missing = new TreeMap<>(missing);
    }

    /** Without troubles. */
    ImapCheckpoint(long validity, long last) {
        this(validity, last, 0, 0, Map.of());
    }

    static Optional<ImapCheckpoint> of(Checkpoint checkpoint) {
        Matcher words = FORM.matcher(checkpoint.text());
        if (!words.matches()) {
            return Optional.empty();
        }
        long validity = Long.parseLong(words.group(1));
        long last = Long.parseLong(words.group(2));
        if (words.group(3) == null) {
            return Optional.of(new ImapCheckpoint(validity, last));
        }
        Map<Long, Instant> missing = new TreeMap<>();
        for (String word : words.group(5).strip().split(" ")) {
            int colon = word.indexOf(':');
            if (colon > 0) {
                missing.put(
                        Long.parseLong(word.substring(0, colon)),
                        Instant.ofEpochSecond(Long.parseLong(word.substring(colon + 1))));
            }
        }
        return Optional.of(new ImapCheckpoint(
                validity, last, Integer.parseInt(words.group(3)), Long.parseLong(words.group(4)), missing));
    }

    Checkpoint checkpoint() {
        String simple = "imap1 " + validity + " " + last;
        if (losses == 0 && careful <= last && missing.isEmpty()) {
            return new Checkpoint(simple);
        }
        String withheld = missing.entrySet().stream()
                .map(message ->
                        " " + message.getKey() + ":" + message.getValue().getEpochSecond())
                .collect(Collectors.joining());
        return new Checkpoint(simple + " " + losses + " " + careful + withheld);
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

    /** Past a message. */
    ImapCheckpoint passed(long uid) {
        return new ImapCheckpoint(validity, uid, 0, careful, missing);
    }

    /** The connection ended while messages were asked for. */
    ImapCheckpoint lostAmong(long lastUid) {
        return new ImapCheckpoint(
                validity, last, Math.min(losses + 1, MOST_LOSSES), Math.max(careful, lastUid), missing);
    }

    /** Whether the next message is asked for by itself. */
    boolean isCareful() {
        return last < careful;
    }

    /** Whether the next message has cost enough connections. */
    boolean isGivenUp() {
        return losses >= MOST_LOSSES;
    }

    /** A message was asked for in vain. */
    ImapCheckpoint without(long uid, Instant asked) {
        Map<Long, Instant> more = new TreeMap<>(missing);
        more.put(uid, asked);
        return new ImapCheckpoint(validity, last, losses, careful, more);
    }

    /** A message that was missing is given, or gone. */
    ImapCheckpoint with(long uid) {
        Map<Long, Instant> fewer = new TreeMap<>(missing);
        fewer.remove(uid);
        return new ImapCheckpoint(validity, last, losses, careful, fewer);
    }
}
