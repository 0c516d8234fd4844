package org.salonarchive.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stored message and what its bytes say today.
 *
 * @param arrival made of its best form
 * @param attachments of each form, by the form's id
 */
public record Renewal(StoredMessage stored, Arrival arrival, Map<Long, List<Attachment>> attachments) {

    /** What a better form says that has just been added to the stored message. */
    static Renewal by(Arrival better, StoredMessage stored) {
        Map<Long, List<Attachment>> asTheyAre = new HashMap<>();
        stored.forms().forEach(form -> asTheyAre.put(form.id(), form.attachments()));
        return new Renewal(stored, better, asTheyAre);
    }

    long id() {
        return stored.id();
    }

    /** The attachments of those forms that have others. */
    Map<Long, List<Attachment>> otherAttachments() {
        Map<Long, List<Attachment>> others = new HashMap<>();
        for (StoredMessage.Form form : stored.forms()) {
            List<Attachment> now = attachments.get(form.id());
            if (!form.attachments().equals(now)) {
                others.put(form.id(), now);
            }
        }
        return others;
    }

    /** In what what is stored is not as the row should be. */
    Set<Difference> differencesFrom(Derived row) {
        Set<Difference> differences = stored.derived().differencesFrom(row);
        if (!otherAttachments().isEmpty()) {
            differences.add(Difference.ATTACHMENTS);
        }
        if (stored.misfiled()) {
            differences.add(Difference.DATE);
        }
        return differences;
    }
}
