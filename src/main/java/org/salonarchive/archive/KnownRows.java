package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.DateRule;
import org.salonarchive.message.MessageIdHash;

/**
 * What the archive already holds of a batch, asked in a few questions for the whole of it.
 *
 * @param messages the messages with these content hashes
 * @param forms the raw messages with these SHA-256
 * @param namesakes where neither is known, the messages with these Message-IDs, the first stored first
 * @param likenesses of the namesakes, by id
 * @param takenIds which of these Message-IDs (their SHA-1) some stored message has
 * @param members which of all these messages the list has, and how true the form is that it shows
 */
record KnownRows(
        Map<ContentHash, Message> messages,
        Map<ByteBuffer, Form> forms,
        Map<MessageIdHash, List<Message>> namesakes,
        Map<Long, Likeness> likenesses,
        Set<ByteBuffer> takenIds,
        Map<Long, Fidelity> members) {

    private static final String MESSAGE = """
            m.id, m.content_hash, m.effective_at,
            (select min(r.fidelity) from raw_message r where r.message_id = m.id) as best""";

    /**
     * A stored message.
     *
     * @param best how true its best form is
     */
    record Message(long id, Instant effectiveAt, Fidelity best) {

        static Message of(ResultSet row) throws SQLException {
            return new Message(
                    row.getLong("id"),
                    row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                    Fidelity.ofColumn(row.getInt("best")));
        }
    }

    /** A stored form of a message. */
    record Form(long id, Message message, Fidelity fidelity) {}

    static KnownRows ask(Connection connection, int listId, List<Arrival> arrivals) throws SQLException {
        KnownRows known = new KnownRows(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                takenIds(connection, arrivals),
                new HashMap<>());
        known.askMessages(connection, arrivals);
        known.askForms(connection, arrivals);
        known.askNamesakes(connection, arrivals);
        known.askMembers(connection, listId);
        return known;
    }

    private void askMessages(Connection connection, List<Arrival> arrivals) throws SQLException {
        Array hashes = byteas(
                connection, arrivals.stream().map(a -> a.contentHash().bytes()).toList());
        try (PreparedStatement ask =
                connection.prepareStatement("select " + MESSAGE + " from message m where m.content_hash = any (?)")) {
            ask.setArray(1, hashes);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    messages.put(ContentHash.of(rows.getBytes("content_hash")), Message.of(rows));
                }
            }
        }
    }

    private void askForms(Connection connection, List<Arrival> arrivals) throws SQLException {
        Array hashes =
                byteas(connection, arrivals.stream().map(a -> a.raw().sha256()).toList());
        try (PreparedStatement ask = connection.prepareStatement("select r.sha256, r.id as form, r.fidelity, " + MESSAGE
                + " from raw_message r join message m on m.id = r.message_id where r.sha256 = any (?)")) {
            ask.setArray(1, hashes);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    Fidelity fidelity = Fidelity.ofColumn(rows.getInt("fidelity"));
                    forms.put(
                            ByteBuffer.wrap(rows.getBytes("sha256")),
                            new Form(rows.getLong("form"), Message.of(rows), fidelity));
                }
            }
        }
    }

    private void askNamesakes(Connection connection, List<Arrival> arrivals) throws SQLException {
        List<byte[]> ids = arrivals.stream()
                .filter(arrival -> !messages.containsKey(arrival.contentHash())
                        && !forms.containsKey(ByteBuffer.wrap(arrival.raw().sha256()))
                        && !arrival.messageId().isMade())
                .map(arrival -> arrival.messageId().hash().bytes())
                .filter(id -> takenIds.contains(ByteBuffer.wrap(id)))
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement ask = connection.prepareStatement("select " + MESSAGE
                + ", m.message_id_hash, m.date_rule, m.subject, s.address"
                + " from message m join sender s on s.id = m.sender_id"
                + " where m.message_id_hash = any (?) order by m.id")) {
            ask.setArray(1, byteas(connection, ids));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    addNamesake(rows);
                }
            }
        }
    }

    private void addNamesake(ResultSet row) throws SQLException {
        Message message = Message.of(row);
        namesakes
                .computeIfAbsent(MessageIdHash.of(row.getBytes("message_id_hash")), none -> new ArrayList<>())
                .add(message);
        likenesses.put(
                message.id(),
                Likeness.of(
                        DateRule.valueOf(row.getString("date_rule").toUpperCase(Locale.ROOT)),
                        message.effectiveAt(),
                        row.getString("subject"),
                        row.getString("address")));
    }

    private static Set<ByteBuffer> takenIds(Connection connection, List<Arrival> arrivals) throws SQLException {
        Set<ByteBuffer> taken = new HashSet<>();
        Array hashes = byteas(
                connection,
                arrivals.stream().map(a -> a.messageId().hash().bytes()).toList());
        try (PreparedStatement ask =
                connection.prepareStatement("select message_id_hash from message where message_id_hash = any (?)")) {
            ask.setArray(1, hashes);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    taken.add(ByteBuffer.wrap(rows.getBytes(1)));
                }
            }
        }
        return taken;
    }

    private void askMembers(Connection connection, int listId) throws SQLException {
        Long[] ids = Stream.of(
                        messages.values().stream(),
                        forms.values().stream().map(Form::message),
                        namesakes.values().stream().flatMap(List::stream))
                .flatMap(all -> all)
                .map(Message::id)
                .distinct()
                .toArray(Long[]::new);
        try (PreparedStatement ask = connection.prepareStatement("""
                select lm.message_id, r.fidelity from list_message lm join raw_message r on r.id = lm.raw_id
                 where lm.list_id = ? and lm.message_id = any (?)""")) {
            ask.setInt(1, listId);
            ask.setArray(2, connection.createArrayOf("bigint", ids));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    members.put(rows.getLong(1), Fidelity.ofColumn(rows.getInt(2)));
                }
            }
        }
    }

    static Array byteas(Connection connection, List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
