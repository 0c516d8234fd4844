package org.salonarchive.ingest.doctor;

import java.util.List;
import java.util.Set;
import org.salonarchive.archive.Likeness;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.Defect;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageId;
import org.salonarchive.message.Reference;
import org.salonarchive.source.Origin;
import org.salonarchive.source.Provenance;

/**
 * What one message says of itself, without its text.
 *
 * @param size its bytes
 * @param dateField what stands in its Date field; empty without one
 */
record Facts(
        Provenance place,
        int size,
        MessageId messageId,
        ContentHash content,
        String subject,
        EffectiveDate date,
        String dateField,
        List<Reference> references,
        Set<Defect.Kind> defects,
        Likeness likeness) {

    /** Whether it was put together again of what an archive made of it. */
    boolean isRebuilt() {
        return place.origin() != Origin.RECEIVED;
    }

    /** The place of the message, with something said of it. */
    Evidence evidence(String detail) {
        return new Evidence(place.source(), place.position(), detail);
    }
}
