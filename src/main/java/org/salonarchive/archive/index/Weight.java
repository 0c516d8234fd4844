package org.salonarchive.archive.index;

/** How much it counts that a word stands where it does. */
public enum Weight {
    /** What nobody wrote as an answer: a patch, a signature, an attachment, a name. */
    ASIDE,
    QUOTED,
    OWN,
    SUBJECT;

    /** This weight in a set of them. */
    public int bit() {
        return 1 << ordinal();
    }
}
