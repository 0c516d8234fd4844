package org.salonarchive.source;

/** What was done about lines that an mbox quotes as {@code >From }. */
public enum Quoting {
    /** The message has no such line. */
    NONE("none"),
    /** They stand as they stood: the file does not say for certain which dialect it is. */
    KEPT("kept: the dialect is not certain"),
    /** One {@code >} was taken off each: the file is mboxrd, by its name or its separators. */
    UNQUOTED("unquoted: the file is mboxrd");

    private final String description;

    Quoting(String description) {
        this.description = description;
    }

    /** What was done and why, in words. */
    public String describe() {
        return description;
    }
}
