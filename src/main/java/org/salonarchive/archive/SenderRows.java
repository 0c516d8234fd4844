package org.salonarchive.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The senders of a batch: those that are new are added, those that are known may get a newer name. */
final class SenderRows {

    private record Seen(byte[] key, String address, String name, Instant at) {}

    private final Connection connection;

    SenderRows(Connection connection) {
        this.connection = connection;
    }

    /** The sender's id for each message's id. */
    Map<Long, Long> idsOf(List<BatchPlan.NewMessage> messages) throws SQLException, IOException {
        Map<Long, ByteBuffer> keys = new HashMap<>();
        Map<ByteBuffer, Seen> seen = new HashMap<>();
        for (BatchPlan.NewMessage message : messages) {
            Arrival arrival = message.arrival();
            byte[] key = arrival.senderKey();
            keys.put(message.id(), ByteBuffer.wrap(key));
            Seen now = new Seen(
                    key,
                    arrival.sender().address(),
                    arrival.sender().name(),
                    arrival.date().at());
            seen.merge(ByteBuffer.wrap(key), now, SenderRows::laterNamed);
        }
        Map<ByteBuffer, Long> ids = known(seen);
        rename(seen, ids);
        List<Seen> fresh = seen.values().stream()
                .filter(s -> !ids.containsKey(ByteBuffer.wrap(s.key)))
                .toList();
        if (!fresh.isEmpty()) {
            add(fresh);
            new PersonRows(connection).joinNew(fresh.stream().map(Seen::key).toList());
        }
        Map<ByteBuffer, Long> all = known(seen);
        return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> all.get(e.getValue())));
    }

    /** A message without a display name takes nothing away; of two names the later one stands, then the greater. */
    private static Seen laterNamed(Seen one, Seen other) {
        if (one.name.isEmpty() != other.name.isEmpty()) {
            return one.name.isEmpty() ? other : one;
        }
        int order = one.at.compareTo(other.at);
        return order > 0 || order == 0 && one.name.compareTo(other.name) >= 0 ? one : other;
    }

    private Map<ByteBuffer, Long> known(Map<ByteBuffer, Seen> seen) throws SQLException {
        Map<ByteBuffer, Long> ids = new HashMap<>();
        try (PreparedStatement ask =
                connection.prepareStatement("select id, key_hash from sender where key_hash = any (?)")) {
            ask.setArray(
                    1,
                    KnownRows.byteas(
                            connection, seen.values().stream().map(Seen::key).toList()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    ids.put(ByteBuffer.wrap(rows.getBytes(2)), rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private void rename(Map<ByteBuffer, Seen> seen, Map<ByteBuffer, Long> ids) throws SQLException {
        List<Long> renamed = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> dates = new ArrayList<>();
        ids.forEach((key, id) -> {
            Seen sender = seen.get(key);
            if (!sender.name.isEmpty()) {
                renamed.add(id);
                names.add(sender.name);
                dates.add(sender.at.toString());
            }
        });
        try (PreparedStatement update = connection.prepareStatement("""
                update sender
                   set name = later.name, named_at = later.named_at
                  from unnest(?, ?, ?::timestamptz[]) as later (id, name, named_at)
                 where sender.id = later.id
                   and (sender.name = '' or (later.named_at, later.name collate "C") > (sender.named_at, sender.name))""")) {
            update.setArray(1, connection.createArrayOf("bigint", renamed.toArray()));
            update.setArray(2, connection.createArrayOf("text", names.toArray()));
            update.setArray(3, connection.createArrayOf("text", dates.toArray()));
            update.executeUpdate();
        }
    }

    private void add(List<Seen> senders) throws SQLException, IOException {
        try (BinaryCopy copy = new BinaryCopy(connection, "sender (key_hash, address, name, named_at)")) {
            for (Seen sender : senders) {
                copy.row(4);
                copy.bytes(sender.key);
                copy.text(sender.address);
                copy.text(sender.name);
                copy.instant(sender.at);
            }
        }
    }
}
