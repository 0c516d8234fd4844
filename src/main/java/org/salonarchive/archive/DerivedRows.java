package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.salonarchive.message.ContentHash;
import org.salonarchive.thread.Skeleton;

/** The rows of a batch of stored messages, as their bytes say, in one transaction that has the writers' turn. */
final class DerivedRows {

    /** A difference in one of these may place messages elsewhere in their threads. */
    private static final Set<Difference> PLACING =
            EnumSet.of(Difference.REFERENCES, Difference.DATE, Difference.IDENTITY);

    /** What is to be written of a message. */
    private record Change(Renewal renewal, Derived row, Set<Difference> differences) {

        long id() {
            return renewal.stored().id();
        }
    }

    private final Connection connection;
    private final Renewed renewed = new Renewed();

    DerivedRows(Connection connection) {
        this.connection = connection;
    }

    /** Writes what differs, and tells what that was. */
    Renewed renew(List<Renewal> batch) throws SQLException, IOException {
        List<Change> changes = changes(batch);
        if (changes.isEmpty()) {
            return renewed;
        }
        List<Long> ids = changes.stream().map(Change::id).toList();
        Set<Long> senders = new HashSet<>(ask("select distinct sender_id from message where id = any (?)", ids));
        Map<Long, Long> senderOf = new SenderRows(connection)
                .idsOf(changes.stream()
                        .map(change -> new BatchPlan.NewMessage(
                                change.id(), new byte[0], change.renewal().arrival()))
                        .toList());
        senders.addAll(senderOf.values());
        update(changes, senderOf);
        correctAddresses(changes, senderOf);
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        changes.forEach(change -> attachments.putAll(change.renewal().otherAttachments()));
        new FormRows(connection).replaceAttachments(attachments);
        refile(ids);
        new SearchRows(connection).follow(ids);
        count(ids, senders, weave(changes));
        return renewed;
    }

    /** Two messages that are the same today stay two, so that neither address is lost; it is told. */
    private List<Change> changes(List<Renewal> batch) throws SQLException {
        Set<ContentHash> taken = takenHashes(batch);
        List<Change> changes = new ArrayList<>();
        for (Renewal renewal : batch) {
            ContentHash before = renewal.stored().derived().contentHash();
            Derived row = Derived.of(renewal.arrival());
            if (!row.contentHash().equals(before) && !taken.add(row.contentHash())) {
                renewed.twin(row.messageId());
                row = row.withContentHash(before);
            }
            Set<Difference> differences = renewal.differencesFrom(row);
            if (!differences.isEmpty()) {
                changes.add(new Change(renewal, row, differences));
                renewed.changed(differences);
            }
        }
        return changes;
    }

    private Set<ContentHash> takenHashes(List<Renewal> batch) throws SQLException {
        Set<ContentHash> taken = new HashSet<>();
        try (PreparedStatement ask =
                connection.prepareStatement("select content_hash from message where content_hash = any (?)")) {
            ask.setArray(
                    1,
                    KnownRows.byteas(
                            connection,
                            batch.stream()
                                    .map(renewal ->
                                            renewal.arrival().contentHash().bytes())
                                    .toList()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    taken.add(ContentHash.of(rows.getBytes(1)));
                }
            }
        }
        return taken;
    }

    private void update(List<Change> changes, Map<Long, Long> senderOf) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update message
                   set message_id = ?, message_id_hash = ?, content_hash = ?, subject = ?, subject_key = ?,
                       sender_id = ?, sender_name = ?, effective_at = ?, date_rule = ?, utc_offset = ?,
                       size = ?, attachment_count = ?, defect = ?, reference = ?
                 where id = ?""")) {
            for (Change change : changes) {
                Derived row = change.row();
                update.setString(1, row.messageId());
                update.setBytes(2, row.messageIdHash().bytes());
                update.setBytes(3, row.contentHash().bytes());
                update.setString(4, row.subject());
                update.setString(5, row.subjectKey());
                update.setLong(6, senderOf.get(change.id()));
                update.setString(7, row.sender().name());
                update.setObject(8, row.date().at().atOffset(ZoneOffset.UTC));
                update.setString(9, row.date().rule().name().toLowerCase(Locale.ROOT));
                update.setObject(
                        10,
                        row.date().utcOffsetMinutes().isPresent()
                                ? row.date().utcOffsetMinutes().getAsInt()
                                : null,
                        Types.SMALLINT);
                update.setInt(11, row.size());
                update.setInt(12, row.attachments());
                update.setArray(
                        13, connection.createArrayOf("text", row.defects().toArray()));
                update.setBytes(14, PackedReferences.pack(row.references()));
                update.setLong(15, change.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** A sender's key is made of its address, so that one in other letters cannot be its own. */
    private void correctAddresses(List<Change> changes, Map<Long, Long> senderOf) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update sender set address = ? where id = ? and lower(address) <> ?")) {
            for (Change change : changes) {
                if (change.differences().contains(Difference.SENDER)) {
                    update.setString(1, change.renewal().arrival().sender().address());
                    update.setLong(2, senderOf.get(change.id()));
                    update.setString(3, change.row().sender().address());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    private void refile(List<Long> ids) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update list_message lm set effective_at = m.effective_at
                  from message m
                 where m.id = lm.message_id and m.id = any (?) and lm.effective_at <> m.effective_at""")) {
            update.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            update.executeUpdate();
        }
    }

    /** Returns the threads that gained, lost or moved messages. */
    private Set<Long> weave(List<Change> changes) throws SQLException, IOException {
        List<Skeleton> placed = changes.stream()
                .filter(change -> change.differences().stream().anyMatch(PLACING::contains))
                .map(change -> change.row().skeleton(change.id()))
                .toList();
        ThreadWeaver weaver = new ThreadWeaver(connection);
        weaver.weaveAnew(placed);
        renewed.changed(Difference.THREAD, weaver.moved().size());
        return weaver.touchedThreads();
    }

    private void count(List<Long> ids, Set<Long> senders, Set<Long> touched) throws SQLException {
        Set<Long> threads = new HashSet<>(touched);
        threads.addAll(ask("select distinct thread_id from message where id = any (?)", ids));
        new Recount(connection).of(senders, threads);
    }

    private List<Long> ask(String sql, List<Long> ids) throws SQLException {
        List<Long> answers = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    answers.add(rows.getLong(1));
                }
            }
        }
        return answers;
    }
}
