package org.salonarchive.source;

import java.util.Locale;
import java.util.Optional;

/**
 * A message that is there, and that whoever kept it wanted gone or never sent: it is counted, and taken over only if that
 * is chosen.
 *
 * @param why as the source itself says
 * @param message what would be taken over; empty where its bytes are gone or too many
 */
public record LeftOutMessage(Why why, Optional<RawMessage> message, Provenance provenance) implements SourceItem {

    @Override
    public int heldBytes() {
        return message.map(RawMessage::heldBytes).orElse(0);
    }

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

        /** Its name on the command line and in checkpoints. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The reason, as it stands after a count. */
        public String words() {
            return words;
        }
    }
}
