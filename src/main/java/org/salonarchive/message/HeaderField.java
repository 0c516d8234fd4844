package org.salonarchive.message;

/**
 * A header field as it stands in a header section (RFC 5322 §2.2).
 *
 * @param name as written
 * @param rawValue the field body unfolded and trimmed, encoded words left as they are; bytes beyond ASCII are read as
 *     UTF-8 (RFC 6532) or, where they are none, in the message's or a guessed charset; without control characters
 */
public record HeaderField(String name, String rawValue) {}
