package org.salonarchive.archive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.words.Language;

/**
 * A message as it is stored, without its bytes.
 *
 * @param archivedAt when it came
 * @param language of its words, where a list that has it fixes one
 * @param misfiled whether a list files it under another date than its own
 * @param forms in which it was received, the best first: the message is made of that
 */
public record StoredMessage(
        long id, Instant archivedAt, Derived derived, boolean misfiled, Optional<Language> language, List<Form> forms) {

    /**
     * One form of its bytes.
     *
     * @param sha256 of the bytes
     * @param size bytes
     */
    public record Form(long id, byte[] sha256, int size, Receipt receipt, List<Attachment> attachments) {}

    /** The date that it is filed by. */
    public EffectiveDate date() {
        return derived.date();
    }

    /** The form that it is made of. */
    public Form best() {
        return forms.get(0);
    }

    /** Bytes of all forms. */
    public long size() {
        return forms.stream().mapToLong(Form::size).sum();
    }
}
