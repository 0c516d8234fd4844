package org.salonarchive.archive;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what pages count true, in the transaction that adds the messages. */
final class ListCounters {

    private record Span(Volume volume, int count, Instant first, Instant last) {
        Span and(Span other) {
            return new Span(
                    volume,
                    count + other.count,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private final Connection connection;
    private final int listId;

    ListCounters(Connection connection, int listId) {
        this.connection = connection;
        this.listId = listId;
    }

    void count(List<BatchPlan.NewMember> members, Set<Long> touchedThreads) throws SQLException {
        Set<Long> threads = withThreadsOf(members, touchedThreads);
        if (threads.isEmpty()) {
            return;
        }
        if (!members.isEmpty()) {
            countVolumes(members);
        }
        int newSenders = members.isEmpty() ? 0 : countSenders(members);
        Map<Integer, Integer> threadsGained = countThreads(threads);
        threadsGained.putIfAbsent(listId, 0);
        for (Map.Entry<Integer, Integer> gained : threadsGained.entrySet()) {
            boolean own = gained.getKey() == listId;
            update(gained.getKey(), gained.getValue(), own ? newSenders : 0, own ? members : List.of());
        }
    }

    private Set<Long> withThreadsOf(List<BatchPlan.NewMember> members, Set<Long> touched) throws SQLException {
        Set<Long> threads = new HashSet<>(touched);
        try (PreparedStatement ask =
                connection.prepareStatement("select distinct thread_id from message where id = any (?)")) {
            ask.setArray(1, ids(members));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    threads.add(rows.getLong(1));
                }
            }
        }
        return threads;
    }

    private void countVolumes(List<BatchPlan.NewMember> members) throws SQLException {
        Collection<Span> spans = spans(members);
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into list_volume as v (list_id, volume, starts_at, message_count, first_at, last_at)
                select ?, * from unnest(?, ?::timestamptz[], ?, ?::timestamptz[], ?::timestamptz[])
                    on conflict (list_id, volume) do update
                   set message_count = v.message_count + excluded.message_count,
                       first_at = least(v.first_at, excluded.first_at),
                       last_at = greatest(v.last_at, excluded.last_at)""")) {
            upsert.setInt(1, listId);
            upsert.setArray(2, texts(spans.stream().map(s -> s.volume.name()).toArray()));
            upsert.setArray(
                    3,
                    texts(spans.stream()
                            .map(s -> s.volume.startsAt().toString())
                            .toArray()));
            upsert.setArray(
                    4,
                    connection.createArrayOf(
                            "integer", spans.stream().map(Span::count).toArray()));
            upsert.setArray(5, texts(spans.stream().map(s -> s.first.toString()).toArray()));
            upsert.setArray(6, texts(spans.stream().map(s -> s.last.toString()).toArray()));
            upsert.executeUpdate();
        }
    }

    private Collection<Span> spans(List<BatchPlan.NewMember> members) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("select volume_frequency, time_zone from mailing_list where id = ?")) {
            ask.setInt(1, listId);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                VolumeFrequency frequency = VolumeFrequency.ofWord(row.getString(1));
                ZoneId zone = ZoneId.of(row.getString(2));
                Map<String, Span> spans = new LinkedHashMap<>();
                for (BatchPlan.NewMember member : members) {
                    Volume volume = frequency.volumeOf(member.effectiveAt(), zone);
                    Span one = new Span(volume, 1, member.effectiveAt(), member.effectiveAt());
                    spans.merge(volume.name(), one, Span::and);
                }
                return spans.values();
            }
        }
    }

    /** Returns how many senders the list had not before; a row that was inserted has no xmax. */
    private int countSenders(List<BatchPlan.NewMember> members) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                with counted as (
                    insert into list_sender as s (list_id, sender_id, message_count, first_at, last_at)
                    select m.list_id, message.sender_id, count(*), min(m.effective_at), max(m.effective_at)
                      from list_message m join message on message.id = m.message_id
                     where m.list_id = ? and m.message_id = any (?)
                     group by 1, 2
                        on conflict (list_id, sender_id) do update
                       set message_count = s.message_count + excluded.message_count,
                           first_at = least(s.first_at, excluded.first_at),
                           last_at = greatest(s.last_at, excluded.last_at)
                    returning xmax = 0 as fresh)
                select count(*) from counted where fresh""")) {
            upsert.setInt(1, listId);
            upsert.setArray(2, ids(members));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Counts the touched threads anew, in every list that has a part of them. */
    private Map<Integer, Integer> countThreads(Set<Long> threads) throws SQLException {
        Map<Integer, Integer> gained = new HashMap<>();
        tally(threads, "delete from list_thread where thread_id = any (?) returning list_id", -1, gained);
        tally(threads, """
                insert into list_thread (list_id, thread_id, message_count, first_at, last_at)
                select m.list_id, message.thread_id, count(*), min(m.effective_at), max(m.effective_at)
                  from message join list_message m on m.message_id = message.id
                 where message.thread_id = any (?)
                 group by 1, 2
                returning list_id""", 1, gained);
        return gained;
    }

    private void tally(Set<Long> threads, String sql, int each, Map<Integer, Integer> gained) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", threads.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    gained.merge(rows.getInt(1), each, Integer::sum);
                }
            }
        }
    }

    private void update(int list, int threads, int senders, List<BatchPlan.NewMember> members) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update mailing_list
                   set message_count = message_count + ?, thread_count = thread_count + ?,
                       sender_count = sender_count + ?,
                       first_at = least(first_at, ?::timestamptz), last_at = greatest(last_at, ?::timestamptz),
                       revision = revision + 1
                 where id = ?""")) {
            update.setInt(1, members.size());
            update.setInt(2, threads);
            update.setInt(3, senders);
            update.setString(
                    4,
                    members.stream()
                            .map(BatchPlan.NewMember::effectiveAt)
                            .min(Instant::compareTo)
                            .map(Instant::toString)
                            .orElse(null));
            update.setString(
                    5,
                    members.stream()
                            .map(BatchPlan.NewMember::effectiveAt)
                            .max(Instant::compareTo)
                            .map(Instant::toString)
                            .orElse(null));
            update.setInt(6, list);
            update.executeUpdate();
        }
    }

    private Array ids(List<BatchPlan.NewMember> members) throws SQLException {
        return connection.createArrayOf(
                "bigint", members.stream().map(BatchPlan.NewMember::messageId).toArray());
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }
}
