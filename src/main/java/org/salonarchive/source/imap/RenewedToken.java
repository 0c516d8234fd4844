package org.salonarchive.source.imap;

/**
 * Hears that a provider gave another refresh token (RFC 6749 section 6), which counts from now on: the one before may
 * end at once or, with Microsoft, some months after it was given.
 */
@FunctionalInterface
public interface RenewedToken {

    /** The setting that holds a refresh token. */
    String SETTING = "oauth-refresh-token";

    /** For who only looks once. */
    RenewedToken FORGOTTEN = (before, now) -> {};

    /** Keeps a token in the place of the one before, unless that was replaced by other means meanwhile. */
    void keep(String before, String now);
}
