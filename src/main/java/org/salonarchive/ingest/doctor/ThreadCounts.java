package org.salonarchive.ingest.doctor;

import java.util.List;

/**
 * The threads that an archive of these messages alone would have.
 *
 * @param threads how many; a message that stands alone is one
 * @param alone how many of them are a single message
 * @param largest messages in the largest
 * @param deepest ancestors of the message that has most
 * @param ghosts Message-IDs that are referred to and that no message has
 */
public record ThreadCounts(long threads, long alone, long largest, long deepest, long ghosts) {

    Figures figures() {
        return new Figures(
                "Threads, if the list had nothing else",
                List.of(
                        Figure.of("threads", threads),
                        Figure.of("of one message", alone),
                        Figure.of("messages in the largest", largest),
                        Figure.of("replies below each other in the deepest", deepest),
                        Figure.of("messages referred to but not there", ghosts)));
    }
}
