package org.salonarchive.search.query;

/** How the text of {@link Condition.Words} is compared. */
public enum Match {
    /** As the language inflects it. */
    WORD,
    /** Exactly these words in this order, with what stands between them. */
    PHRASE,
    /** Words that begin so. */
    PREFIX
}
