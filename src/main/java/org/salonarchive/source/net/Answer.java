package org.salonarchive.source.net;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a web server answered; the body, where there is one, stands in the file that was given.
 *
 * @param kind what it comes to
 * @param from the address that answered, after redirects
 * @param etag as the server wrote it (RFC 9110 §8.8.3)
 * @param lastModified as the server wrote it; only where it can be relied on to change with the content
 * @param age how long the content had not changed when it was sent; empty where the server does not say
 * @param contentType as the server wrote it, in lower case; may be empty
 * @param contentEncoding as the server wrote it, in lower case; the bytes are as they came; may be empty
 * @param size of the body in bytes
 * @param total of the thing in bytes, of which the body may be a range; -1 when not said
 * @param measured whether the server said how long the body is, so that it is known to be whole
 */
public record Answer(
        Kind kind,
        URI from,
        Optional<String> etag,
        Optional<String> lastModified,
        Optional<Duration> age,
        String contentType,
        String contentEncoding,
        long size,
        long total,
        boolean measured) {

    /** What an answer comes to. */
    public enum Kind {
        /** All of it. */
        WHOLE,
        /** The bytes that were asked for. */
        RANGE,
        /** It is as it was. */
        UNCHANGED,
        /** There is no such thing. */
        MISSING,
        /** It cannot be had in the range that was asked for. */
        NOT_IN_RANGES
    }
}
