package org.salonarchive.source;

/**
 * A message that is there, and that whoever kept it wanted gone or never sent: it is counted and not taken over.
 *
 * @param why as the source itself says
 */
public record LeftOutMessage(Why why, Provenance provenance) implements SourceItem {

    /** Why a message is left out. */
    public enum Why {
        /** A later commit of a public-inbox removed it, or its bytes were purged. */
        REMOVED("removed from the public-inbox"),
        /** Bit 8 of X-Mozilla-Status: only compacting the folder takes the bytes away. */
        EXPUNGED("deleted in Thunderbird, not yet compacted"),
        /** Labelled so by Gmail, as are the others. */
        SPAM("labelled Spam in Gmail"),
        TRASH("labelled Trash in Gmail"),
        DRAFT("labelled Drafts in Gmail"),
        CHAT("labelled Chat in Gmail");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** The reason, as it stands after a count. */
        public String words() {
            return words;
        }
    }
}
