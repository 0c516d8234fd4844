package org.salonarchive.archive;

import java.util.Optional;
import org.salonarchive.message.words.Language;

/**
 * How the words of a message are read.
 *
 * @param language in which they are, where its list says so; else the one that they seem to be in
 * @param documents reads the attachments that are no text
 */
public record WordRules(Optional<Language> language, DocumentText documents) {

    /** In the language they seem to be in, of text alone. */
    public static final WordRules PLAIN = new WordRules(Optional.empty(), DocumentText.NONE);
}
