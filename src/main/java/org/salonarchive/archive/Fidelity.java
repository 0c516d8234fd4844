package org.salonarchive.archive;

/**
 * How true a form of a message is to what was sent, the truest first. Whoever read the bytes says it, never the mail.
 * The order is the one of the column.
 */
public enum Fidelity {
    /** As it was received. */
    RECEIVED(""),
    /** Put together again of a message page of MHonArc. */
    MHONARC_PAGE("mhonarc-page"),
    /** Of Pipermail's text with the attachments put back, or of its message page. */
    PIPERMAIL_PAGE("pipermail-page"),
    /** Of Pipermail's text alone. */
    PIPERMAIL_TEXT("pipermail-text");

    private static final Fidelity[] ALL = values();

    private final String word;

    Fidelity(String word) {
        this.word = word;
    }

    /** The one that {@link #column} stands for. */
    public static Fidelity ofColumn(int fidelity) {
        return ALL[fidelity];
    }

    /** How it stands in the database: 0 for the truest. */
    public int column() {
        return ordinal();
    }

    /** Whether it was put together again of something else. */
    public boolean isRebuilt() {
        return this != RECEIVED;
    }

    boolean isBetterThan(Fidelity other) {
        return compareTo(other) < 0;
    }

    /** Of what it was put together, for programs; empty when it is as it was received. */
    public String word() {
        return word;
    }
}
