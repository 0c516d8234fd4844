package org.salonarchive.source.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;

/**
 * How far a mailbox on the web was read, and by what its state is known.
 *
 * @param asked when the server was last asked, in seconds
 * @param size of the file then, in bytes; -1 when there was none, or it was not read to its end
 * @param start where its last message begins; only of a plain file
 * @param head SHA-256 of its first bytes, as many as {@link Download} checks; empty when it can only be fetched whole
 * @param tail SHA-256 of its bytes from shortly before that message; empty likewise
 * @param etag as the server wrote it; empty when none
 * @param lastModified as the server wrote it; empty when none
 * @param hint what the page that names the file said of it; empty when nothing
 * @param mbox how far the mailbox was read, in the words of its own checkpoint; empty when not at all
 */
record WebCheckpoint(
        long asked,
        long size,
        long start,
        String head,
        String tail,
        String etag,
        String lastModified,
        String hint,
        String mbox) {

    private static final String VERSION = "web1";
    private static final String MBOX = " | ";

    /** What was never read. */
    static final Checkpoint NOTHING = new Checkpoint(VERSION);

    static WebCheckpoint missing(Instant now, String hint) {
        return new WebCheckpoint(now.getEpochSecond(), -1, 0, "", "", "", "", hint, "");
    }

    /** Part of it was read, and nothing is known of the rest, so that it is asked for again at once. */
    static WebCheckpoint within(Instant now, String mbox) {
        return new WebCheckpoint(now.getEpochSecond(), -1, 0, "", "", "", "", "read in part", mbox);
    }

    static Optional<WebCheckpoint> of(Checkpoint checkpoint) {
        int end = checkpoint.text().indexOf(MBOX);
        if (end < 0) {
            return Optional.empty();
        }
        String[] words = checkpoint.text().substring(0, end).split(" ");
        if (words.length != 9 || !words[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new WebCheckpoint(
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2]),
                    Long.parseLong(words[3]),
                    text(words[4]),
                    text(words[5]),
                    text(words[6]),
                    text(words[7]),
                    text(words[8]),
                    checkpoint.text().substring(end + MBOX.length())));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    Checkpoint checkpoint() {
        return new Checkpoint(String.join(
                        " ",
                        VERSION,
                        Long.toString(asked),
                        Long.toString(size),
                        Long.toString(start),
                        word(head),
                        word(tail),
                        word(etag),
                        word(lastModified),
                        word(hint))
                + MBOX
                + mbox);
    }

    /** A text as one word of a checkpoint. */
    static String word(String text) {
        return text.isEmpty() ? "-" : URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static String text(String word) {
        return word.equals("-") ? "" : URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    WebCheckpoint askedAt(Instant now, String newHint) {
        return new WebCheckpoint(now.getEpochSecond(), size, start, head, tail, etag, lastModified, newHint, mbox);
    }

    Optional<String> knownEtag() {
        return Optional.of(etag).filter(text -> !text.isEmpty());
    }

    Optional<String> knownLastModified() {
        return Optional.of(lastModified).filter(text -> !text.isEmpty());
    }

    Optional<Checkpoint> knownMbox() {
        return Optional.of(mbox).filter(text -> !text.isEmpty()).map(Checkpoint::new);
    }
}
