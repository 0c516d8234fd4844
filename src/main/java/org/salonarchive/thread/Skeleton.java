package org.salonarchive.thread;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.MessageIdHash;

/**
 * What threading needs of a message.
 *
 * @param key the archive's own name for it; no rule looks at it
 * @param id the SHA-1 of its Message-ID
 * @param date its effective date
 * @param content its content hash, which orders messages of the same date
 * @param references what it refers to, oldest first, nearest last
 */
public record Skeleton(
        long key, MessageIdHash id, Instant date, ContentHash content, List<HashedReference> references) {

    /** The order in which messages are looked at, whatever the order in which they arrived. */
    static final Comparator<Skeleton> CANONICAL =
            Comparator.comparing(Skeleton::date).thenComparing(Skeleton::content);
}
