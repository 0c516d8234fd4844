package org.salonarchive.message;

import java.util.Locale;

/**
 * A Message-ID (RFC 5322 §3.6.4) without its angle brackets.
 *
 * @param value never empty, without white space; as written otherwise, of any length
 */
public record MessageId(String value) {

    /** The domain of Message-IDs that are made here for messages without one. */
    private static final String MADE_DOMAIN = "salon.invalid";

    /**
     * @throws IllegalArgumentException when the value is empty or holds white space
     */
    public MessageId {
        if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("A Message-ID is not empty and has no white space: '" + value + "'");
        }
    }

    /** Whether it is such as are made here; a message that names one by itself lies. */
    public boolean isMade() {
        return value.endsWith("@" + MADE_DOMAIN);
    }

    /** The Message-ID of a message that came without one. */
    static MessageId madeOf(ContentHash content) {
        return new MessageId(content.base32().toLowerCase(Locale.ROOT) + "@" + MADE_DOMAIN);
    }

    /** The SHA-1 of the value in UTF-8, as Mailman 3 computes X-Message-ID-Hash. */
    public MessageIdHash hash() {
        return MessageIdHash.ofMessageId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
