package org.salonarchive.archive;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.salonarchive.message.ContentHash;

/**
 * What the archive already holds of a batch, asked in a few questions for the whole of it.
 *
 * @param messages the messages with these content hashes
 * @param forms the raw messages with these SHA-256, by id
 * @param takenIds which of these Message-IDs (their SHA-1) some stored message has
 * @param members which of {@code messages} the list has
 * @param lastNumber the last number that the list gave
 */
record KnownRows(
        Map<ContentHash, Message> messages,
        Map<ByteBuffer, Long> forms,
        Set<ByteBuffer> takenIds,
        Set<Long> members,
        int lastNumber) {

    /** A stored message. */
    record Message(long id, Instant effectiveAt) {}

    static KnownRows ask(Connection connection, int listId, List<Arrival> arrivals) throws SQLException {
        int lastNumber = lastNumber(connection, listId);
        Map<ContentHash, Message> messages = messages(connection, arrivals);
        return new KnownRows(
                messages,
                forms(connection, arrivals),
                takenIds(connection, arrivals),
                members(connection, listId, messages),
                lastNumber);
    }

    private static int lastNumber(Connection connection, int listId) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("select last_number from mailing_list where id = ? for update")) {
            ask.setInt(1, listId);
            try (ResultSet rows = ask.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("The list was removed while messages were being added to it.");
                }
                return rows.getInt(1);
            }
        }
    }

    private static Map<ContentHash, Message> messages(Connection connection, List<Arrival> arrivals)
            throws SQLException {
        Map<ContentHash, Message> messages = new HashMap<>();
        Array hashes = byteas(
                connection, arrivals.stream().map(a -> a.contentHash().bytes()).toList());
        try (PreparedStatement ask = connection.prepareStatement(
                "select id, content_hash, effective_at from message where content_hash = any (?)")) {
            ask.setArray(1, hashes);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    Instant at = rows.getObject(3, OffsetDateTime.class).toInstant();
                    messages.put(ContentHash.of(rows.getBytes(2)), new Message(rows.getLong(1), at));
                }
            }
        }
        return messages;
    }

    private static Map<ByteBuffer, Long> forms(Connection connection, List<Arrival> arrivals) throws SQLException {
        Map<ByteBuffer, Long> forms = new HashMap<>();
        Array hashes =
                byteas(connection, arrivals.stream().map(a -> a.raw().sha256()).toList());
        try (PreparedStatement ask =
                connection.prepareStatement("select id, sha256 from raw_message where sha256 = any (?)")) {
            ask.setArray(1, hashes);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    forms.put(ByteBuffer.wrap(rows.getBytes(2)), rows.getLong(1));
                }
            }
        }
        return forms;
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

    private static Set<Long> members(Connection connection, int listId, Map<ContentHash, Message> messages)
            throws SQLException {
        Set<Long> members = new HashSet<>();
        Long[] ids = messages.values().stream().map(Message::id).toArray(Long[]::new);
        try (PreparedStatement ask = connection.prepareStatement(
                "select message_id from list_message where list_id = ? and message_id = any (?)")) {
            ask.setInt(1, listId);
            ask.setArray(2, connection.createArrayOf("bigint", ids));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    members.add(rows.getLong(1));
                }
            }
        }
        return members;
    }

    static Array byteas(Connection connection, List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }
}
