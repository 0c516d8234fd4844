package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.salonarchive.thread.Skeleton;

/** One batch, inside the transaction of {@link BulkWriter}: plan, then write table by table. */
final class BatchWrite {

    private final Connection connection;
    private final int listId;
    private final SearchRows search;

    BatchWrite(Connection connection, int listId) {
        this.connection = connection;
        this.listId = listId;
        search = new SearchRows(connection);
    }

    /** How many messages' words were written anew, so that their old places may be swept. */
    int merged() {
        return search.merged();
    }

    WriteResult write(List<Arrival> arrivals) throws SQLException, IOException {
        Numbers numbers = Numbers.of(connection, listId, arrivals);
        KnownRows known = KnownRows.ask(connection, listId, arrivals);
        BatchPlan plan = new BatchPlan(
                known,
                ReservedIds.of(connection, "message_id_seq", arrivals.size()),
                ReservedIds.of(connection, "raw_message_id_seq", arrivals.size()),
                numbers);
        LegacyRows legacy = new LegacyRows(connection, listId);
        arrivals.forEach(arrival -> legacy.add(plan.add(arrival), arrival.legacyLinks()));

        List<BatchPlan.NewMessage> messages = plan.newMessages();
        List<BatchPlan.NewMember> members = plan.newMembers();

        Map<Long, Long> senders = new SenderRows(connection).idsOf(messages);
        ThreadWeaver weaver = new ThreadWeaver(connection);
        Map<Long, ThreadWeaver.Place> places = weaver.weave(skeletons(messages));
        copyMessages(messages, senders, places);
        new FormRows(connection).add(plan.newForms);
        copyMembers(members);
        search.add(fresh(messages, senders, places), listId);
        search.index(better(plan.betterForms));
        new ListCounters(connection, listId).count(members, weaver.touchedThreads());
        makeAnew(plan.betterForms);
        search.follow(knownBefore(members, places.keySet()));
        showBetter(plan.betterMembers);
        legacy.write();
        numbers.keep(connection, listId);
        return new WriteResult(members.size(), arrivals.size() - members.size());
    }

    /** Messages that another list has brought before. */
    private static List<Long> knownBefore(List<BatchPlan.NewMember> members, Set<Long> fresh) {
        return members.stream()
                .map(BatchPlan.NewMember::messageId)
                .filter(id -> !fresh.contains(id))
                .toList();
    }

    private static List<Skeleton> skeletons(List<BatchPlan.NewMessage> messages) {
        return messages.stream()
                .map(message -> message.arrival().skeleton(message.id()))
                .toList();
    }

    private static List<SearchRows.Fresh> fresh(
            List<BatchPlan.NewMessage> messages, Map<Long, Long> senders, Map<Long, ThreadWeaver.Place> places) {
        return messages.stream()
                .map(message -> new SearchRows.Fresh(
                        message.id(), message.arrival(), places.get(message.id()), senders.get(message.id())))
                .toList();
    }

    private static List<SearchRows.Words> better(Map<Long, Arrival> forms) {
        List<SearchRows.Words> words = new ArrayList<>();
        forms.forEach((id, arrival) -> words.add(new SearchRows.Words(id, arrival)));
        return words;
    }

    /** Stored messages of which this batch has brought better forms. */
    private void makeAnew(Map<Long, Arrival> betterForms) throws SQLException, IOException {
        if (!betterForms.isEmpty()) {
            List<Renewal> renewals = StoredMessages.of(connection, betterForms.keySet()).stream()
                    .map(stored -> Renewal.by(betterForms.get(stored.id()), stored))
                    .toList();
            new DerivedRows(connection).renew(renewals);
        }
    }

    private void showBetter(Map<Long, Long> rawOfMembers) throws SQLException {
        if (rawOfMembers.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update list_message lm set raw_id = better.raw
                  from unnest(?, ?) as better (message, raw)
                 where lm.list_id = ? and lm.message_id = better.message""")) {
            update.setArray(
                    1, connection.createArrayOf("bigint", rawOfMembers.keySet().toArray()));
            update.setArray(
                    2, connection.createArrayOf("bigint", rawOfMembers.values().toArray()));
            update.setInt(3, listId);
            update.executeUpdate();
        }
        new Recount(connection).revise(listId);
    }

    private void copyMessages(
            List<BatchPlan.NewMessage> messages, Map<Long, Long> senders, Map<Long, ThreadWeaver.Place> places)
            throws SQLException, IOException {
        try (BinaryCopy copy = new BinaryCopy(connection, """
                message (id, address, message_id, message_id_hash, content_hash, subject, subject_key,
                         sender_id, sender_name, effective_at, date_rule, utc_offset, size, attachment_count,
                         defect, reference, component_id, thread_id, parent_id, parent_reason)""")) {
            for (BatchPlan.NewMessage message : messages) {
                copyMessage(copy, message, senders.get(message.id()), places.get(message.id()));
            }
        }
    }

    private static void copyMessage(
            BinaryCopy copy, BatchPlan.NewMessage message, long senderId, ThreadWeaver.Place place) throws IOException {
        Arrival arrival = message.arrival();
        copy.row(20);
        copy.bigint(message.id());
        copy.bytes(message.address());
        copy.text(arrival.messageId().value());
        copy.bytes(arrival.messageId().hash().bytes());
        copy.bytes(arrival.contentHash().bytes());
        copy.text(arrival.subject());
        copy.text(arrival.subjectKey());
        copy.bigint(senderId);
        copy.text(arrival.sender().name());
        copy.instant(arrival.date().at());
        copy.text(arrival.date().rule().name().toLowerCase(Locale.ROOT));
        copy.smallint(arrival.date().utcOffsetMinutes());
        copy.integer(arrival.raw().size());
        copy.integer(arrival.raw().attachments().size());
        copy.texts(arrival.defects());
        copy.bytes(PackedReferences.pack(PackedReferences.hashed(arrival.references())));
        copy.bigint(place.component());
        copy.bigint(place.thread());
        copy.bigint(place.parent());
        copy.textOrNull(place.reason());
    }

    private void copyMembers(List<BatchPlan.NewMember> members) throws SQLException, IOException {
        try (BinaryCopy copy =
                new BinaryCopy(connection, "list_message (list_id, message_id, raw_id, number, effective_at)")) {
            for (BatchPlan.NewMember member : members) {
                copy.row(5);
                copy.integer(listId);
                copy.bigint(member.messageId());
                copy.bigint(member.rawId());
                copy.integer(member.number());
                copy.instant(member.effectiveAt());
            }
        }
    }
}
