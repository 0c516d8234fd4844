package org.salonarchive.archive;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.salonarchive.message.MessageIdHash;

/**
 * A message as lists of messages show it.
 *
 * @param key the archive's own name for it
 * @param address the {@code {id}} of its page
 * @param list a list that a visitor may see it in
 * @param number its number there
 * @param raw the best form of its bytes that this list brought, the first of those
 * @param fidelity how true that form is
 * @param at the effective date
 * @param utcOffset minutes east of UTC that its Date field named
 * @param parent the message that it answers
 * @param parentReason why that is known; empty without a parent
 * @param thread the first message of its thread
 * @param size bytes
 */
public record MessageRow(
        long key,
        MessageIdHash address,
        String list,
        int number,
        long raw,
        Fidelity fidelity,
        String messageId,
        String subject,
        Author author,
        Instant at,
        String dateRule,
        OptionalInt utcOffset,
        OptionalLong parent,
        String parentReason,
        long thread,
        int size,
        int attachments) {

    /**
     * Who sent it.
     *
     * @param key the {@code {address-id}} of the sender's page
     * @param name as this message gives it; may be empty
     * @param address may be empty
     */
    public record Author(long id, MessageIdHash key, String name, String address) {}
}
