package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.salonarchive.message.ContentHash;

/**
 * Decides what a batch adds: which messages, which forms of their bytes, which memberships of the list.
 * The rules of identity stand here (same content hash, same message; same bytes, same form; the message
 * stored first with a Message-ID has its address) and nothing else does.
 */
final class BatchPlan {

    /** A message that the archive has not. */
    record NewMessage(long id, byte[] address, Arrival arrival) {}

    /** Bytes that the archive has not. */
    record NewForm(long id, long messageId, RawForm form) {}

    /** A message that the list has not. */
    record NewMember(long messageId, long rawId, int number, Instant effectiveAt) {}

    private final KnownRows known;
    private final ReservedIds messageIds;
    private final ReservedIds rawIds;
    private final Map<ContentHash, KnownRows.Message> messages;
    private final Map<ByteBuffer, Long> forms;
    private final Set<ByteBuffer> takenIds;
    private final Set<Long> members;

    final List<NewMessage> newMessages = new ArrayList<>();
    final List<NewForm> newForms = new ArrayList<>();
    final List<NewMember> newMembers = new ArrayList<>();

    BatchPlan(KnownRows known, ReservedIds messageIds, ReservedIds rawIds) {
        this.known = known;
        this.messageIds = messageIds;
        this.rawIds = rawIds;
        this.messages = new HashMap<>(known.messages());
        this.forms = new HashMap<>(known.forms());
        this.takenIds = new HashSet<>(known.takenIds());
        this.members = new HashSet<>(known.members());
    }

    void add(Arrival arrival) {
        KnownRows.Message message = messages.computeIfAbsent(arrival.contentHash(), content -> newMessage(arrival));
        long rawId = forms.computeIfAbsent(
                ByteBuffer.wrap(arrival.raw().sha256()), hash -> newForm(message.id(), arrival.raw()));
        if (members.add(message.id())) {
            int number = known.lastNumber() + 1 + newMembers.size();
            newMembers.add(new NewMember(message.id(), rawId, number, message.effectiveAt()));
        }
    }

    private KnownRows.Message newMessage(Arrival arrival) {
        long id = messageIds.next();
        byte[] ownAddress = arrival.messageId().hash().bytes();
        boolean first = takenIds.add(ByteBuffer.wrap(ownAddress));
        byte[] address = first ? ownAddress : arrival.contentHash().address().bytes();
        newMessages.add(new NewMessage(id, address, arrival));
        return new KnownRows.Message(id, arrival.date().at());
    }

    private long newForm(long messageId, RawForm form) {
        long id = rawIds.next();
        newForms.add(new NewForm(id, messageId, form));
        return id;
    }
}
