package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.salonarchive.message.ContentHash;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.thread.Components;
import org.salonarchive.thread.HashedReference;
import org.salonarchive.thread.Placement;
import org.salonarchive.thread.Skeleton;
import org.salonarchive.thread.Threader;

/**
 * Joins a batch into the threads: finds the components that the batch touches, threads those anew, and
 * writes what changed. A thread never crosses components, so this gives what threading everything would.
 */
final class ThreadWeaver {

    /**
     * Where a message stands.
     *
     * @param thread the message that is first in its thread
     * @param reason which field named the parent; empty without a parent
     */
    record Place(long component, long thread, OptionalLong parent, String reason) {

        /** Whether a reader sees no difference: the number of a component is the archive's own affair. */
        boolean isBeside(Place other) {
            return thread == other.thread && parent.equals(other.parent) && reason.equals(other.reason);
        }
    }

    private record Woven(Skeleton skeleton, Place place) {}

    private final Connection connection;
    private final Set<Long> touchedThreads = new HashSet<>();
    private final Set<Long> moved = new HashSet<>();

    ThreadWeaver(Connection connection) {
        this.connection = connection;
    }

    /** Threads that gained, lost or moved messages in the last {@link #weave}: their old and their new ids. */
    Set<Long> touchedThreads() {
        return touchedThreads;
    }

    /** Stored messages whose place has changed in any weaving. */
    Set<Long> moved() {
        return moved;
    }

    /** Places stored messages anew, which may refer to others than before, and moves others accordingly. */
    void weaveAnew(List<Skeleton> batch) throws SQLException, IOException {
        List<Woven> before = woven("id", batch.stream().map(Skeleton::key).toList());
        Set<Long> components =
                before.stream().map(woven -> woven.place().component()).collect(Collectors.toSet());
        Map<Long, Place> places = weave(batch, components);
        List<Object[]> rows = new ArrayList<>();
        before.forEach(woven -> moveIfOther(woven, places.get(woven.skeleton().key()), rows));
        move(rows);
    }

    /** Places new messages, and moves stored ones where the new ones ask for it. */
    Map<Long, Place> weave(List<Skeleton> batch) throws SQLException, IOException {
        return weave(batch, Set.of());
    }

    /** @param left components that messages of the batch may be leaving */
    private Map<Long, Place> weave(List<Skeleton> batch, Set<Long> left) throws SQLException, IOException {
        if (batch.isEmpty()) {
            return Map.of();
        }
        Map<MessageIdHash, Long> known = knownComponents(batch);
        ReservedIds fresh = ReservedIds.of(connection, "component_seq", batch.size());
        Components.Merge merge = Components.of(batch, known, fresh::next);
        addKeys(merge.componentOfId(), known.keySet());
        moveKeys(merge.merged());

        Set<Long> components = new HashSet<>(left);
        components.addAll(known.values());
        List<Woven> stored = new ArrayList<>(woven("component_id", components));
        Set<Long> own = batch.stream().map(Skeleton::key).collect(Collectors.toSet());
        stored.removeIf(woven -> own.contains(woven.skeleton().key()));
        List<Skeleton> all = new ArrayList<>(batch);
        stored.forEach(woven -> all.add(woven.skeleton()));
        Map<Long, Placement> placements = new HashMap<>();
        Threader.thread(all).forEach(placement -> placements.put(placement.key(), placement));

        moveStored(stored, placements, merge);
        Map<Long, Place> places = new HashMap<>();
        for (Skeleton skeleton : batch) {
            Place place =
                    place(placements.get(skeleton.key()), merge.componentOfId().get(skeleton.id()));
            touchedThreads.add(place.thread());
            places.put(skeleton.key(), place);
        }
        return places;
    }

    private static Place place(Placement placement, long component) {
        return new Place(component, placement.thread(), placement.parent(), placement.reason());
    }

    private Map<MessageIdHash, Long> knownComponents(List<Skeleton> batch) throws SQLException {
        Set<MessageIdHash> ids = new HashSet<>();
        for (Skeleton skeleton : batch) {
            ids.add(skeleton.id());
            skeleton.references().forEach(reference -> ids.add(reference.id()));
        }
        Map<MessageIdHash, Long> known = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "select message_id_hash, component_id from thread_key where message_id_hash = any (?)")) {
            ask.setArray(
                    1,
                    KnownRows.byteas(
                            connection, ids.stream().map(MessageIdHash::bytes).toList()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    known.put(MessageIdHash.of(rows.getBytes(1)), rows.getLong(2));
                }
            }
        }
        return known;
    }

    private void addKeys(Map<MessageIdHash, Long> componentOfId, Set<MessageIdHash> known)
            throws SQLException, IOException {
        try (BinaryCopy copy = new BinaryCopy(connection, "thread_key (message_id_hash, component_id)")) {
            for (Map.Entry<MessageIdHash, Long> key : componentOfId.entrySet()) {
                if (!known.contains(key.getKey())) {
                    copy.row(2);
                    copy.bytes(key.getKey().bytes());
                    copy.bigint(key.getValue());
                }
            }
        }
    }

    private void moveKeys(Map<Long, Long> merged) throws SQLException {
        if (merged.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update thread_key set component_id = merged.survivor
                  from unnest(?, ?) as merged (component, survivor)
                 where thread_key.component_id = merged.component""")) {
            update.setArray(
                    1, connection.createArrayOf("bigint", merged.keySet().toArray()));
            update.setArray(
                    2, connection.createArrayOf("bigint", merged.values().toArray()));
            update.executeUpdate();
        }
    }

    /** @param column by which stored messages are chosen */
    private List<Woven> woven(String column, Collection<Long> values) throws SQLException {
        List<Woven> stored = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                select id, message_id_hash, effective_at, content_hash, reference,
                       component_id, thread_id, parent_id, parent_reason
                  from message where %s = any (?)""".formatted(column))) {
            ask.setArray(1, connection.createArrayOf("bigint", values.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    stored.add(woven(rows));
                }
            }
        }
        return stored;
    }

    private static Woven woven(ResultSet row) throws SQLException {
        List<HashedReference> references = PackedReferences.unpack(row.getBytes(5));
        Skeleton skeleton = new Skeleton(
                row.getLong(1),
                MessageIdHash.of(row.getBytes(2)),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                ContentHash.of(row.getBytes(4)),
                references);
        long parent = row.getLong(8);
        OptionalLong parentId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(parent);
        String reason = Objects.requireNonNullElse(row.getString(9), "");
        return new Woven(skeleton, new Place(row.getLong(6), row.getLong(7), parentId, reason));
    }

    private void moveStored(List<Woven> stored, Map<Long, Placement> placements, Components.Merge merge)
            throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        for (Woven woven : stored) {
            long before = woven.place().component();
            long component = merge.merged().getOrDefault(before, before);
            moveIfOther(woven, place(placements.get(woven.skeleton().key()), component), rows);
        }
        move(rows);
    }

    private void moveIfOther(Woven woven, Place place, List<Object[]> rows) {
        if (place.equals(woven.place())) {
            return;
        }
        touchedThreads.add(woven.place().thread());
        touchedThreads.add(place.thread());
        if (!place.isBeside(woven.place())) {
            moved.add(woven.skeleton().key());
        }
        rows.add(new Object[] {
            woven.skeleton().key(),
            place.component(),
            place.thread(),
            place.parent().isPresent() ? place.parent().getAsLong() : null,
            place.reason().isEmpty() ? null : place.reason()
        });
    }

    private void move(List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update message
                   set component_id = place.component, thread_id = place.thread,
                       parent_id = place.parent, parent_reason = place.reason
                  from unnest(?, ?, ?, ?, ?) as place (id, component, thread, parent, reason)
                 where message.id = place.id""")) {
            for (int column = 0; column < 5; column++) {
                int at = column;
                Object[] values = rows.stream().map(row -> row[at]).toArray();
                update.setArray(column + 1, connection.createArrayOf(column == 4 ? "text" : "bigint", values));
            }
            update.executeUpdate();
        }
        new SearchRows(connection)
                .follow(rows.stream().map(row -> (Long) row[0]).toList());
    }
}
