package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Who answers whom, among the messages that a visitor may see. */
@ApplicationScoped
public class Threads {

    private final EntityManager database;

    Threads(EntityManager database) {
        this.database = database;
    }

    /** A whole thread, in whichever lists its messages are. */
    public Nesting ofThread(long thread) {
        return nesting(database.createNativeQuery("""
                        select m.id, coalesce(m.parent_id, -1) as parent,
                               coalesce(s.person_id, m.sender_id) as sender_id, m.effective_at
                          from message m join sender s on s.id = m.sender_id
                         where m.thread_id = :thread
                           and exists (select from list_message lm
                                         join mailing_list list on list.id = lm.list_id
                                        where lm.message_id = m.id and %s)
                         order by m.effective_at, m.id""".formatted(AccessRule.VISIBLE), Tuple.class)
                .setParameter("thread", thread));
    }

    /** A volume of a list, its threads in the order in which they begin there. */
    public Nesting ofVolume(int listId, Volume volume) {
        return nesting(database.createNativeQuery("""
                        select m.id, coalesce(m.parent_id, -1) as parent, m.sender_id, m.effective_at
                          from list_message lm
                          join mailing_list list on list.id = lm.list_id
                          join message m on m.id = lm.message_id
                         where lm.list_id = :list and %s
                           and lm.effective_at >= :start and lm.effective_at < :end
                         order by lm.effective_at, m.id""".formatted(AccessRule.VISIBLE), Tuple.class)
                .setParameter("list", listId)
                .setParameter("start", volume.startsAt())
                .setParameter("end", volume.endsAt()));
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

    private static Nesting nesting(Query question) {
        List<Nesting.Member> members = new ArrayList<>();
        for (Object row : question.getResultList()) {
            Tuple tuple = (Tuple) row;
            members.add(new Nesting.Member(
                    tuple.get("id", Number.class).longValue(),
                    tuple.get("parent", Number.class).longValue(),
                    tuple.get("sender_id", Number.class).longValue(),
                    tuple.get("effective_at", Instant.class)));
        }
        return new Nesting(members);
    }
}
