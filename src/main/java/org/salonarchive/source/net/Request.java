package org.salonarchive.source.net;

import java.util.Optional;

/**
 * What is asked of a web server: all of something, or bytes of it, perhaps only if it changed.
 *
 * @param url where it is
 * @param etag of what is known already, as the server wrote it
 * @param lastModified of what is known already, as the server wrote it
 * @param from first byte; 0 for all of it
 * @param to last byte; -1 for the rest
 * @param mostBytes beyond which the answer is refused
 */
public record Request(
        String url, Optional<String> etag, Optional<String> lastModified, long from, long to, long mostBytes) {

    /** All of it. */
    public static Request whole(String url, long mostBytes) {
        return new Request(url, Optional.empty(), Optional.empty(), 0, -1, mostBytes);
    }

    /** The same, unless it is as it was then. */
    public Request unless(Optional<String> itsEtag, Optional<String> itsLastModified) {
        return new Request(url, itsEtag, itsLastModified, from, to, mostBytes);
    }

    /** Only these bytes of it, the last included; -1 for the rest. */
    public Request range(long first, long last) {
        return new Request(url, etag, lastModified, first, last, mostBytes);
    }

    boolean isRange() {
        return from > 0 || to >= 0;
    }
}
