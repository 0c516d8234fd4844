package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.salonarchive.message.MessageIdHash;

/**
 * All that a list holds, a stretch at a time, for whoever goes through the whole of it. Except for forms, the list that
 * is asked about was found visible.
 */
@ApplicationScoped
public class ListContents {

    private static final int STRETCH = 500;

    private final EntityManager database;

    ListContents(EntityManager database) {
        this.database = database;
    }

    /**
     * Something with an address.
     *
     * @param key the place after which the next stretch begins
     * @param thread of a message, the address of its thread; of anything else its own
     */
    public record Entry(long key, MessageIdHash address, MessageIdHash thread) {}

    /** Messages by their numbers; before the first number is -1. */
    @Transactional
    public List<Entry> messages(int listId, long after) {
        return entries("""
                select lm.number as key, m.address, first.address as thread
                  from list_message lm join message m on m.id = lm.message_id join message first on first.id = m.thread_id
                 where lm.list_id = :list and lm.number > :after order by lm.number limit :most""", listId, after);
    }

    /**
     * A message in the form that the list shows.
     *
     * @param number by which the next stretch begins
     * @param raw the form
     * @param size bytes
     */
    public record Form(long number, long raw, Instant at, Fidelity fidelity, int size) {}

    /** The forms of messages by their numbers, of any list, whoever may see it. */
    @Transactional
    public List<Form> forms(int listId, long after) {
        List<Form> forms = new ArrayList<>();
        for (Object row : database.createNativeQuery("""
                        select lm.number, lm.raw_id, lm.effective_at, r.fidelity, r.size
                          from list_message lm join raw_message r on r.id = lm.raw_id
                         where lm.list_id = :list and lm.number > :after order by lm.number limit :most""", Tuple.class)
                .setParameter("list", listId)
                .setParameter("after", after)
                .setParameter("most", STRETCH)
                .getResultList()) {
            Tuple tuple = (Tuple) row;
            forms.add(new Form(
                    tuple.get("number", Number.class).longValue(),
                    tuple.get("raw_id", Number.class).longValue(),
                    tuple.get("effective_at", Instant.class),
                    Fidelity.ofColumn(tuple.get("fidelity", Number.class).intValue()),
                    tuple.get("size", Number.class).intValue()));
        }
        return forms;
    }

    /** Threads by their first messages. */
    @Transactional
    public List<Entry> threads(int listId, long after) {
        return entries("""
                select lt.thread_id as key, m.address, m.address as thread from list_thread lt join message m on m.id = lt.thread_id
                 where lt.list_id = :list and lt.thread_id > :after order by lt.thread_id limit :most""", listId, after);
    }

    /** Senders. */
    @Transactional
    public List<Entry> senders(int listId, long after) {
        return entries("""
                select ls.sender_id as key, s.key_hash as address, s.key_hash as thread from list_sender ls join sender s on s.id = ls.sender_id
                 where ls.list_id = :list and ls.sender_id > :after order by ls.sender_id limit :most""", listId, after);
    }

    private List<Entry> entries(String sql, int listId, long after) {
        List<Entry> entries = new ArrayList<>();
        for (Object row : database.createNativeQuery(sql, Tuple.class)
                .setParameter("list", listId)
                .setParameter("after", after)
                .setParameter("most", STRETCH)
                .getResultList()) {
            Tuple tuple = (Tuple) row;
            entries.add(new Entry(
                    tuple.get("key", Number.class).longValue(),
                    MessageIdHash.of(tuple.get("address", byte[].class)),
                    MessageIdHash.of(tuple.get("thread", byte[].class))));
        }
        return entries;
    }

    /**
     * Where pages and files were in the archive before, below that archive's folder for the list, in their order.
     *
     * @param after the last of the stretch before; empty for the first
     */
    @Transactional
    public List<String> legacyPaths(int listId, String after) {
        List<String> paths = new ArrayList<>();
        for (Object path : database.createNativeQuery("""
                        select distinct path collate "C" as path from (
                          select concat_ws('/', nullif(volume, ''),
                                   case scheme when 'pipermail' then lpad(number::text, greatest(6, length(number::text)), '0')
                                               else 'msg' || lpad(number::text, greatest(5, length(number::text)), '0') end || '.html') as path
                            from legacy_link where list_id = :list
                          union all select path from legacy_file where list_id = :list) as old
                         where path collate "C" > :after order by 1 limit :most""", String.class)
                .setParameter("list", listId)
                .setParameter("after", after)
                .setParameter("most", STRETCH)
                .getResultList()) {
            paths.add(String.valueOf(path).strip());
        }
        return paths;
    }
}
