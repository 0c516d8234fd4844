package org.salonarchive.search;

/** A search that took longer than anybody should wait, or for which there was no room among others. */
public final class SearchTooSlow extends RuntimeException {

    private static final long serialVersionUID = 1;

    SearchTooSlow(String message, Throwable cause) {
        super(message, cause);
    }
}
