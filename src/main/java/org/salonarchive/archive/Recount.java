package org.salonarchive.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Counts anew what {@link ListCounters} keeps, out of the messages themselves, and writes only what is not so
 * already; each question returns how many rows were wrong. The transaction has the writers' turn.
 */
final class Recount {

    private final Connection connection;

    Recount(Connection connection) {
        this.connection = connection;
    }

    /** All that changes for readers when messages of these senders and threads have changed. */
    void of(Collection<Long> senders, Collection<Long> threads) throws SQLException {
        names(senders);
        senders(senders);
        threads(threads);
        for (int list : listsWith(threads)) {
            volumes(list);
            totals(list);
            revise(list);
        }
    }

    private List<Integer> listsWith(Collection<Long> threads) throws SQLException {
        List<Integer> lists = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                select distinct lm.list_id from list_message lm join message m on m.id = lm.message_id
                 where m.thread_id = any (?) order by 1""")) {
            ask.setArray(1, connection.createArrayOf("bigint", threads.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    lists.add(rows.getInt(1));
                }
            }
        }
        return lists;
    }

    /** What a list counts of itself; what it has of senders and threads was counted before. */
    int list(int list) throws SQLException {
        int wrong = volumes(list) + totals(list);
        if (wrong > 0) {
            revise(list);
        }
        return wrong;
    }

    /** Tells readers' caches that a list has changed. */
    void revise(int list) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update mailing_list set revision = revision + 1 where id = ?")) {
            update.setInt(1, list);
            update.executeUpdate();
        }
    }

    /** The names that senders used last. */
    int names(Collection<Long> senders) throws SQLException {
        return update(senders, """
                update sender
                   set name = latest.name, named_at = coalesce(latest.named_at, sender.named_at)
                  from unnest(?) as asked (id)
                  left join lateral (
                       select m.sender_name, m.effective_at from message m
                        where m.sender_id = asked.id and m.sender_name <> ''
                        order by m.effective_at desc, m.sender_name collate "C" desc limit 1)
                    as named (name, named_at) on true
                 cross join lateral (select coalesce(named.name, ''), named.named_at) as latest (name, named_at)
                 where sender.id = asked.id
                   and (sender.name, sender.named_at)
                       is distinct from (latest.name, coalesce(latest.named_at, sender.named_at))""");
    }

    /** What each list has of senders. */
    int senders(Collection<Long> senders) throws SQLException {
        return update(senders, """
                        delete from list_sender as kept
                         where kept.sender_id = any (?)
                           and not exists (select from message m
                                             join list_message lm on lm.message_id = m.id
                                            where m.sender_id = kept.sender_id and lm.list_id = kept.list_id)""") + update(senders, """
                        insert into list_sender as kept (list_id, sender_id, message_count, first_at, last_at)
                        select lm.list_id, m.sender_id, count(*), min(lm.effective_at), max(lm.effective_at)
                          from message m join list_message lm on lm.message_id = m.id
                         where m.sender_id = any (?)
                         group by 1, 2
                            on conflict (list_id, sender_id) do update
                           set message_count = excluded.message_count,
                               first_at = excluded.first_at, last_at = excluded.last_at
                         where (kept.message_count, kept.first_at, kept.last_at)
                               <> (excluded.message_count, excluded.first_at, excluded.last_at)""");
    }

    /** What each list has of threads. */
    int threads(Collection<Long> threads) throws SQLException {
        return update(threads, """
                        delete from list_thread as kept
                         where kept.thread_id = any (?)
                           and not exists (select from message m
                                             join list_message lm on lm.message_id = m.id
                                            where m.thread_id = kept.thread_id and lm.list_id = kept.list_id)""") + update(threads, """
                        insert into list_thread as kept (list_id, thread_id, message_count, first_at, last_at)
                        select lm.list_id, m.thread_id, count(*), min(lm.effective_at), max(lm.effective_at)
                          from message m join list_message lm on lm.message_id = m.id
                         where m.thread_id = any (?)
                         group by 1, 2
                            on conflict (list_id, thread_id) do update
                           set message_count = excluded.message_count,
                               first_at = excluded.first_at, last_at = excluded.last_at
                         where (kept.message_count, kept.first_at, kept.last_at)
                               <> (excluded.message_count, excluded.first_at, excluded.last_at)""");
    }

    private int update(Collection<Long> keys, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
            return update.executeUpdate();
        }
    }

    /** The volumes of a list, which begin where its settings say. */
    int volumes(int list) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                select l.volume_frequency, l.time_zone,
                       date_trunc(l.volume_frequency, m.effective_at at time zone l.time_zone)::date,
                       count(*), min(m.effective_at), max(m.effective_at)
                  from list_message m join mailing_list l on l.id = m.list_id
                 where l.id = ? group by 1, 2, 3""")) {
            ask.setInt(1, list);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    VolumeFrequency frequency = VolumeFrequency.ofWord(row.getString(1));
                    Volume volume =
                            Volume.of(frequency, row.getObject(3, LocalDate.class), ZoneId.of(row.getString(2)));
                    rows.add(new Object[] {
                        volume.name(),
                        volume.startsAt().toString(),
                        row.getInt(4),
                        row.getObject(5, OffsetDateTime.class).toString(),
                        row.getObject(6, OffsetDateTime.class).toString()
                    });
                }
            }
        }
        return dropOtherVolumes(list, rows) + writeVolumes(list, rows);
    }

    private int dropOtherVolumes(int list, List<Object[]> rows) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from list_volume where list_id = ? and volume <> all (?)")) {
            delete.setInt(1, list);
            delete.setArray(2, connection.createArrayOf("text", column(rows, 0)));
            return delete.executeUpdate();
        }
    }

    private int writeVolumes(int list, List<Object[]> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into list_volume as kept (list_id, volume, starts_at, message_count, first_at, last_at)
                select ?, * from unnest(?, ?::timestamptz[], ?, ?::timestamptz[], ?::timestamptz[])
                    on conflict (list_id, volume) do update
                   set starts_at = excluded.starts_at, message_count = excluded.message_count,
                       first_at = excluded.first_at, last_at = excluded.last_at
                 where (kept.starts_at, kept.message_count, kept.first_at, kept.last_at)
                       <> (excluded.starts_at, excluded.message_count, excluded.first_at, excluded.last_at)""")) {
            upsert.setInt(1, list);
            for (int column = 0; column < 5; column++) {
                String type = column == 2 ? "integer" : "text";
                upsert.setArray(column + 2, connection.createArrayOf(type, column(rows, column)));
            }
            return upsert.executeUpdate();
        }
    }

    private static Object[] column(List<Object[]> rows, int column) {
        return rows.stream().map(row -> row[column]).toArray();
    }

    /** What the front page of a list counts. */
    private int totals(int list) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update mailing_list as l
                   set message_count = truth.messages, thread_count = truth.threads,
                       sender_count = truth.senders, first_at = truth.first_at, last_at = truth.last_at
                  from (select count(*) as messages, min(effective_at) as first_at, max(effective_at) as last_at,
                               (select count(*) from list_thread where list_id = ?) as threads,
                               (select count(*) from list_sender where list_id = ?) as senders
                          from list_message where list_id = ?) as truth
                 where l.id = ?
                   and (l.message_count, l.thread_count, l.sender_count, l.first_at, l.last_at)
                       is distinct from
                       (truth.messages, truth.threads, truth.senders, truth.first_at, truth.last_at)""")) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                update.setInt(parameter, list);
            }
            return update.executeUpdate();
        }
    }
}
