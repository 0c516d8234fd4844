package org.salonarchive.archive;

import java.util.Optional;
import org.salonarchive.message.BodyPart;

/** Reads the text of documents that are no text themselves: PDF, Office. */
@FunctionalInterface
public interface DocumentText {

    /** Reads none. */
    DocumentText NONE = part -> Optional.empty();

    /** The text of an attached document; nothing where it cannot be read. Never fails. */
    Optional<String> of(BodyPart part);
}
