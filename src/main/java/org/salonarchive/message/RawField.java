package org.salonarchive.message;

/**
 * A header field whose bytes are not yet text.
 *
 * @param value unfolded
 */
record RawField(String name, byte[] value) {
    /** Stands where the middle of an over-long field was left out. */
    static final String GAP = "…";
}
