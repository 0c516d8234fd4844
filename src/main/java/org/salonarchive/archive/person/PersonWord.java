package org.salonarchive.archive.person;

import java.time.Instant;
import org.salonarchive.message.MessageIdHash;

/**
 * What was said of an address.
 *
 * @param person the address that stands for the person; the same where it is to stand for itself
 * @param name what the person is called; may be empty
 * @param by who said it
 */
public record PersonWord(
        Origin origin, MessageIdHash address, MessageIdHash person, String name, String by, Instant at) {

    /** Who said it; an operator's word goes before the mailmap's. */
    public enum Origin {
        MAILMAP,
        OPERATOR
    }

    /** Whether it makes the address another one's. */
    boolean ties() {
        return !address.equals(person);
    }
}
