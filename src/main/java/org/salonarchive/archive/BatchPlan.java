package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.MessageIdHash;

/**
 * Decides what a batch adds: which messages, which forms of their bytes, which memberships of the list. The rules of
 * identity stand here and nowhere else:
 *
 * <ol>
 *   <li>The same bytes are the same form, of the same message, and as true as when they first came.
 *   <li>The same content hash is the same message.
 *   <li>A message that was put together again ({@link Fidelity}) has lost too much for that. It is the same as another
 *       one with its Message-ID if they agree in {@link Likeness}: date, base subject and, where both show it, the
 *       sender. One of the two must be such a message, the arrival or all that is stored of the other; two messages as
 *       they were received are never the same by this.
 *   <li>Any other message is another one. The one stored first with a Message-ID has its address.
 * </ol>
 *
 * <p>A message's row is made of its best form, the first of several; when a better one comes, it is made anew, and
 * address and number stay. So whoever forges a message that the archive has only as an archive's text can take it over,
 * if he copies Message-ID, date, subject and sender; nothing in the text could tell. The text stays beside it as a
 * form, and no message of which any form was received can be taken over.
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
    private final Numbers numbers;
    private final Map<ContentHash, KnownRows.Message> messages;
    private final Map<ByteBuffer, KnownRows.Form> forms;
    private final Map<MessageIdHash, List<KnownRows.Message>> namesakes = new HashMap<>();
    private final Set<ByteBuffer> takenIds;
    private final Map<Long, Fidelity> best = new HashMap<>();
    private final Map<Long, Fidelity> members;

    private final Map<Long, NewMessage> newMessages = new LinkedHashMap<>();
    private final Map<Long, NewMember> newMembers = new LinkedHashMap<>();
    final List<NewForm> newForms = new ArrayList<>();
    /** Better forms of stored messages, by the message's id. */
    final Map<Long, Arrival> betterForms = new LinkedHashMap<>();
    /** The raw messages that the list shows from now on of messages that it has, by the message's id. */
    final Map<Long, Long> betterMembers = new LinkedHashMap<>();

    BatchPlan(KnownRows known, ReservedIds messageIds, ReservedIds rawIds, Numbers numbers) {
        this.known = known;
        this.messageIds = messageIds;
        this.rawIds = rawIds;
        this.numbers = numbers;
        this.messages = new HashMap<>(known.messages());
        this.forms = new HashMap<>(known.forms());
        known.namesakes().forEach((id, all) -> namesakes.put(id, new ArrayList<>(all)));
        this.takenIds = new HashSet<>(known.takenIds());
        this.members = new HashMap<>(known.members());
    }

    List<NewMessage> newMessages() {
        return List.copyOf(newMessages.values());
    }

    List<NewMember> newMembers() {
        return List.copyOf(newMembers.values());
    }

    /** Returns the id of the message that the arrival is a form of. */
    long add(Arrival arrival) {
        KnownRows.Form form = forms.computeIfAbsent(
                ByteBuffer.wrap(arrival.raw().sha256()), bytes -> newForm(messageOf(arrival), arrival));
        Fidelity shown = members.get(form.message().id());
        if (shown == null) {
            join(form, arrival);
        } else if (form.fidelity().isBetterThan(shown)) {
            show(form);
        }
        return form.message().id();
    }

    private KnownRows.Message messageOf(Arrival arrival) {
        KnownRows.Message message = Optional.ofNullable(messages.get(arrival.contentHash()))
                .or(() -> alike(arrival))
                .orElseGet(() -> newMessage(arrival));
        messages.putIfAbsent(arrival.contentHash(), message);
        return message;
    }

    private Optional<KnownRows.Message> alike(Arrival arrival) {
        List<KnownRows.Message> others = arrival.messageId().isMade()
                ? List.of()
                : namesakes.getOrDefault(arrival.messageId().hash(), List.of());
        return others.stream()
                .filter(other -> arrival.fidelity().isRebuilt() || bestOf(other).isRebuilt())
                .filter(other -> likenessOf(other).agreesWith(Likeness.of(arrival)))
                .findFirst();
    }

    private Fidelity bestOf(KnownRows.Message message) {
        return best.getOrDefault(message.id(), message.best());
    }

    private Likeness likenessOf(KnownRows.Message message) {
        NewMessage fresh = newMessages.get(message.id());
        Arrival made = fresh == null ? betterForms.get(message.id()) : fresh.arrival();
        return made == null ? known.likenesses().get(message.id()) : Likeness.of(made);
    }

    private KnownRows.Message newMessage(Arrival arrival) {
        long id = messageIds.next();
        MessageIdHash own = arrival.messageId().hash();
        boolean first = takenIds.add(ByteBuffer.wrap(own.bytes()));
        newMessages.put(id, new NewMessage(id, first ? own.bytes() : secondAddress(arrival), arrival));
        KnownRows.Message message = new KnownRows.Message(id, arrival.date().at(), arrival.fidelity());
        namesakes.computeIfAbsent(own, none -> new ArrayList<>()).add(message);
        return message;
    }

    /** The content hash of a message that was put together again is given up for a better one, and comes free then. */
    private static byte[] secondAddress(Arrival arrival) {
        return arrival.fidelity().isRebuilt()
                ? Arrays.copyOf(arrival.raw().sha256(), MessageIdHash.LENGTH)
                : arrival.contentHash().address().bytes();
    }

    private KnownRows.Form newForm(KnownRows.Message message, Arrival arrival) {
        long id = rawIds.next();
        newForms.add(new NewForm(id, message.id(), arrival.raw()));
        if (arrival.fidelity().isBetterThan(bestOf(message))) {
            best.put(message.id(), arrival.fidelity());
            makeOf(message.id(), arrival);
        }
        return new KnownRows.Form(id, message, arrival.fidelity());
    }

    private void makeOf(long message, Arrival arrival) {
        NewMessage fresh = newMessages.get(message);
        if (fresh == null) {
            betterForms.put(message, arrival);
            return;
        }
        newMessages.put(message, new NewMessage(message, fresh.address(), arrival));
        newMembers.computeIfPresent(
                message,
                (id, member) -> new NewMember(
                        id, member.rawId(), member.number(), arrival.date().at()));
    }

    private void join(KnownRows.Form form, Arrival arrival) {
        long id = form.message().id();
        members.put(id, form.fidelity());
        int number = numbers.next(arrival);
        newMembers.put(id, new NewMember(id, form.id(), number, form.message().effectiveAt()));
    }

    private void show(KnownRows.Form form) {
        long id = form.message().id();
        members.put(id, form.fidelity());
        NewMember fresh = newMembers.get(id);
        if (fresh == null) {
            betterMembers.put(id, form.id());
        } else {
            newMembers.put(id, new NewMember(id, form.id(), fresh.number(), fresh.effectiveAt()));
        }
    }
}
