package org.salonarchive.search;

/** What a message may bring with it. */
public enum Feature {
    ATTACHMENT,
    PATCH,
    LINK,
    IMAGE
}
