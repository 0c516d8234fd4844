package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.EffectiveDate;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.thread.HashedReference;
import org.salonarchive.thread.Skeleton;

/**
 * What of a message's row is derived from its bytes, so that the row can be compared with the bytes.
 *
 * @param sender the address in lower case, and the key that it should have
 */
record Derived(
        String messageId,
        MessageIdHash messageIdHash,
        ContentHash contentHash,
        String subject,
        String subjectKey,
        Sender sender,
        EffectiveDate date,
        int size,
        int attachments,
        List<String> defects,
        List<HashedReference> references) {

    /** @param key the {@code {address-id}} */
    record Sender(ByteBuffer key, String address, String name) {}

    /** The columns of {@link #of(ResultSet)}, over {@code message m} and {@code sender s}. */
    static final String COLUMNS = """
            m.message_id, m.message_id_hash, m.content_hash, m.subject, m.subject_key, s.key_hash, s.address, m.sender_name,
            m.effective_at, m.date_rule, m.utc_offset, m.size, m.attachment_count, m.defect, m.reference""";

    static Derived of(Arrival arrival) {
        EffectiveDate date = arrival.date();
        return new Derived(
                arrival.messageId().value(),
                arrival.messageId().hash(),
                arrival.contentHash(),
                arrival.subject(),
                arrival.subjectKey(),
                new Sender(
                        ByteBuffer.wrap(arrival.senderKey()),
                        arrival.sender().address().toLowerCase(Locale.ROOT),
                        arrival.sender().name()),
                new EffectiveDate(date.at().truncatedTo(ChronoUnit.MICROS), date.utcOffsetMinutes(), date.rule()),
                arrival.raw().size(),
                arrival.raw().attachments().size(),
                arrival.defects(),
                PackedReferences.unpack(PackedReferences.pack(PackedReferences.hashed(arrival.references()))));
    }

    static Derived of(ResultSet row) throws SQLException {
        Instant at = row.getObject("effective_at", OffsetDateTime.class).toInstant();
        int offset = row.getInt("utc_offset");
        OptionalInt utcOffset = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(offset);
        Array defects = row.getArray("defect");
        return new Derived(
                row.getString("message_id"),
                MessageIdHash.of(row.getBytes("message_id_hash")),
                ContentHash.of(row.getBytes("content_hash")),
                row.getString("subject"),
                row.getString("subject_key"),
                new Sender(
                        ByteBuffer.wrap(row.getBytes("key_hash")),
                        row.getString("address").toLowerCase(Locale.ROOT),
                        row.getString("sender_name")),
                new EffectiveDate(
                        at,
                        utcOffset,
                        DateRule.valueOf(row.getString("date_rule").toUpperCase(Locale.ROOT))),
                row.getInt("size"),
                row.getInt("attachment_count"),
                List.of((String[]) defects.getArray()),
                PackedReferences.unpack(row.getBytes("reference")));
    }

    /** The same, known by another content hash. */
    Derived withContentHash(ContentHash other) {
        return new Derived(
                messageId,
                messageIdHash,
                other,
                subject,
                subjectKey,
                sender,
                date,
                size,
                attachments,
                defects,
                references);
    }

    /** What threading needs of the message of this id. */
    Skeleton skeleton(long id) {
        return new Skeleton(id, messageIdHash, date.at(), contentHash, references);
    }

    /** In what the other one is not the same. */
    Set<Difference> differencesFrom(Derived other) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        addUnless(
                subject.equals(other.subject) && subjectKey.equals(other.subjectKey), Difference.SUBJECT, differences);
        addUnless(sender.equals(other.sender), Difference.SENDER, differences);
        addUnless(date.equals(other.date), Difference.DATE, differences);
        addUnless(attachments == other.attachments && size == other.size, Difference.ATTACHMENTS, differences);
        addUnless(defects.equals(other.defects), Difference.DEFECTS, differences);
        addUnless(references.equals(other.references), Difference.REFERENCES, differences);
        addUnless(
                messageId.equals(other.messageId)
                        && messageIdHash.equals(other.messageIdHash)
                        && contentHash.equals(other.contentHash),
                Difference.IDENTITY,
                differences);
        return differences;
    }

    private static void addUnless(boolean same, Difference difference, Set<Difference> differences) {
        if (!same) {
            differences.add(difference);
        }
    }
}
