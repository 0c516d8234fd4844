package org.salonarchive.source.web;

import java.time.Instant;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.net.Answer;

/**
 * How far the message pages of a volume were read.
 *
 * @param last number of the page read last; -1 when none was
 * @param tries how often the page after it could not be read
 * @param asked when the index was read whose pages were all read, in seconds; 0 when some were left
 * @param etag of that index, as the server wrote it; empty when none
 * @param lastModified of the same; empty when none
 */
record PageCheckpoint(int last, int tries, long asked, String etag, String lastModified) {

    static final PageCheckpoint NOTHING = new PageCheckpoint(-1, 0, 0, "", "");

    private static final String VERSION = "pages1";

    static Optional<PageCheckpoint> of(Checkpoint checkpoint) {
        String[] words = checkpoint.text().split(" ", -1);
        if (words.length != 6 || !words[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PageCheckpoint(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3]),
                    WebCheckpoint.text(words[4]),
                    WebCheckpoint.text(words[5])));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    Checkpoint checkpoint() {
        return new Checkpoint(String.join(
                " ",
                VERSION,
                Integer.toString(last),
                Integer.toString(tries),
                Long.toString(asked),
                WebCheckpoint.word(etag),
                WebCheckpoint.word(lastModified)));
    }

    /** All pages up to this one were read, and perhaps not all after it. */
    PageCheckpoint upTo(int number) {
        return new PageCheckpoint(number, 0, 0, "", "");
    }

    /** The page after it could not be read. */
    PageCheckpoint failed() {
        return new PageCheckpoint(last, tries + 1, 0, "", "");
    }

    PageCheckpoint askedAt(Instant now) {
        return new PageCheckpoint(last, tries, now.getEpochSecond(), etag, lastModified);
    }

    /** What is known of an index once all its pages were read. */
    PageCheckpoint read(Instant now, Answer index) {
        return new PageCheckpoint(
                last,
                0,
                now.getEpochSecond(),
                index.etag().orElse(""),
                index.lastModified().orElse(""));
    }

    PageCheckpoint withLast(int number) {
        return new PageCheckpoint(number, tries, asked, etag, lastModified);
    }

    Optional<String> knownEtag() {
        return Optional.of(etag).filter(text -> !text.isEmpty());
    }

    Optional<String> knownLastModified() {
        return Optional.of(lastModified).filter(text -> !text.isEmpty());
    }
}
