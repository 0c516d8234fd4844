package org.salonarchive.message;

/**
 * A message that another one names as its ancestor (RFC 5322 §3.6.4).
 *
 * @param id whom it names
 * @param field where it names it
 * @param position the how-manieth id of its field this is, from 1, repeats included
 */
public record Reference(MessageId id, Field field, int position) {

    /** Where a reference stands. */
    public enum Field {
        /** In References. */
        REFERENCES,
        /** In an In-Reply-To that holds nothing but Message-IDs. */
        IN_REPLY_TO,
        /** In an In-Reply-To with other text around, such as "Your message of Monday &lt;id@host&gt;". */
        IN_REPLY_TO_AMID_TEXT
    }
}
