package org.salonarchive.archive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Who answers whom, among the messages that a visitor may see. */
@ApplicationScoped
public class Threads {

    /** Messages in threads that are remembered, 40 bytes each. */
    private static final int REMEMBERED = 200_000;

    private static final String NESTING = """
            select array_agg(id order by at, id), array_agg(parent order by at, id), array_agg(sender order by at, id),
                   min(at), max(at)
              from (%s) as m""";

    private static final String OF_THREAD =
            NESTING.formatted("""
            select m.id, coalesce(m.parent_id, -1) as parent, coalesce(s.person_id, m.sender_id) as sender,
                   m.effective_at as at
              from message m
              left join sender s on s.id = m.sender_id and s.person_id is not null
             where m.thread_id = ?
               and (%s or exists (select from list_message lm
                                    join mailing_list list on list.id = lm.list_id
                                   where lm.message_id = m.id and %s))""".formatted(AccessRule.ALL_VISIBLE, AccessRule.VISIBLE));

    private static final String OF_VOLUME = NESTING.formatted("""
            select m.id, coalesce(m.parent_id, -1) as parent, m.sender_id as sender, lm.effective_at as at
              from list_message lm
              join mailing_list list on list.id = lm.list_id
              join message m on m.id = lm.message_id
             where lm.list_id = ? and %s and lm.effective_at >= ? and lm.effective_at < ?""".formatted(AccessRule.VISIBLE));

    private final EntityManager database;
    private final DataSource dataSource;
    private final Remembered<Cache<Long, Nesting>> known;

    Threads(EntityManager database, DataSource dataSource, ArchiveChanges changes) {
        this.database = database;
        this.dataSource = dataSource;
        known = new Remembered<>(changes);
    }

    /** A whole thread, in whichever lists its messages are. */
    public Nesting ofThread(long thread) {
        return known.get(Threads::noneYet).get(thread, unknown -> nesting(OF_THREAD, unknown));
    }

    private static Cache<Long, Nesting> noneYet() {
        return Caffeine.newBuilder()
                .maximumWeight(REMEMBERED)
                .weigher((Long thread, Nesting nesting) -> 1 + nesting.size())
                .executor(Runnable::run)
                .build();
    }

    /** A volume of a list, its threads in the order in which they begin there. */
    public Nesting ofVolume(int listId, Volume volume) {
        return nesting(
                OF_VOLUME,
                listId,
                volume.startsAt().atOffset(ZoneOffset.UTC),
                volume.endsAt().atOffset(ZoneOffset.UTC));
    }

    private Nesting nesting(String question, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(question)) {
            for (int i = 0; i < parameters.length; i++) {
                ask.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return new Nesting(numbers(row, 1), numbers(row, 2), numbers(row, 3), instant(row, 4), instant(row, 5));
            }
        } catch (SQLException fault) {
            throw new IllegalStateException("A thread cannot be read: " + fault.getMessage(), fault);
        }
    }

    private static long[] numbers(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? new long[0]
                : Arrays.stream((Long[]) array.getArray())
                        .mapToLong(Long::longValue)
                        .toArray();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? Instant.EPOCH : at.toInstant();
    }

    /** The thread that begins in a list next after this one. */
    public OptionalLong after(int listId, long thread) {
        return beside(listId, thread, ">", "");
    }

    /** The thread that begins in a list last before this one. */
    public OptionalLong before(int listId, long thread) {
        return beside(listId, thread, "<", "desc");
    }

    private OptionalLong beside(int listId, long thread, String side, String direction) {
        for (Object found : database.createNativeQuery("""
                        select t.thread_id
                          from list_thread here
                          join mailing_list list on list.id = here.list_id
                         cross join lateral (
                               select beside.thread_id from list_thread beside
                                where beside.list_id = here.list_id
                                  and (beside.first_at, beside.thread_id) %1$s (here.first_at, here.thread_id)
                                order by beside.first_at %2$s, beside.thread_id %2$s limit 1) as t
                         where here.list_id = :list and here.thread_id = :thread and %3$s""".formatted(side, direction, AccessRule.VISIBLE), Long.class)
                .setParameter("list", listId)
                .setParameter("thread", thread)
                .getResultList()) {
            return OptionalLong.of((Long) found);
        }
        return OptionalLong.empty();
    }

    /** Of each thread the oldest message that may be seen; where its first may not be, that one stands for it. */
    public List<Long> oldest(Collection<Long> threads) {
        if (threads.isEmpty()) {
            return List.of();
        }
        List<Long> oldest = new ArrayList<>();
        for (Object key : database.createNativeQuery("""
                        select first.id
                          from unnest(:threads) as thread (id)
                         cross join lateral (
                               select m.id from message m
                                where m.thread_id = thread.id
                                  and exists (select from list_message lm
                                                join mailing_list list on list.id = lm.list_id
                                               where lm.message_id = m.id and %s)
                                order by m.effective_at, m.id
                                limit 1) as first""".formatted(AccessRule.VISIBLE), Long.class)
                .setParameter("threads", threads.toArray(Long[]::new))
                .getResultList()) {
            oldest.add((Long) key);
        }
        return oldest;
    }
}
