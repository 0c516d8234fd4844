package org.salonarchive.search.query;

/** What a message may bring with it. */
public enum Feature {
    ATTACHMENT,
    PATCH,
    LINK,
    IMAGE
}
