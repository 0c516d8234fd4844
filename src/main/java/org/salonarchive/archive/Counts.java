package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.message.MessageIdHash;

/** What is counted for a list: its volumes, its senders, its threads. The list was found visible before. */
@ApplicationScoped
public class Counts {

    /** The name that a sender used last in this list: what it calls itself elsewhere may be hidden. */
    private static final String NAMED = """
            cross join lateral (
                select coalesce(max(latest.sender_name), '') as name
                  from (select m.sender_name from message m
                          join list_message lm on lm.message_id = m.id and lm.list_id = c.list_id
                         where m.sender_id = c.sender_id and m.effective_at <= c.last_at and m.sender_name <> ''
                         order by m.effective_at desc, m.id desc limit 1) as latest) as named
            """;

    private final EntityManager database;

    Counts(EntityManager database) {
        this.database = database;
    }

    /** A volume that has messages. */
    public record VolumeCount(Volume volume, int messages, Instant firstAt, Instant lastAt) {}

    /** A sender in a list. */
    public record SenderCount(MessageRow.Author sender, int messages, Instant firstAt, Instant lastAt) {}

    /** A list's share of a thread. */
    public record ThreadCount(long thread, int messages, Instant lastAt) {}

    /** How much a list was written to in a stretch of months, numbered from 0. */
    public record Activity(int list, int stretch, int messages) {}

    /** The activity of all lists that may be seen, in stretches of so many months from a month on. */
    public List<Activity> activity(YearMonth first, int months) {
        return ask("""
                        select v.list_id,
                               cast(extract(year from v.first_at at time zone 'UTC') * 12
                                    + extract(month from v.first_at at time zone 'UTC') - ?1 as integer) / ?2 as stretch,
                               cast(sum(v.message_count) as integer) as messages
                          from list_volume v join mailing_list list on list.id = v.list_id
                         where %s
                         group by 1, 2 order by 1, 2""".formatted(AccessRule.VISIBLE), first.getYear() * 12 + first.getMonthValue(), months).stream()
                .map(row -> new Activity(number(row, "list_id"), number(row, "stretch"), number(row, "messages")))
                .toList();
    }

    /** All volumes of a list that have messages, oldest first. */
    public List<VolumeCount> volumes(MailingList list) {
        List<VolumeCount> volumes = new ArrayList<>();
        for (Tuple row : ask(
                "select volume, message_count, first_at, last_at from list_volume where list_id = ?1 order by starts_at",
                list.id())) {
            Volume.parse(row.get("volume", String.class), list.zone())
                    .ifPresent(volume -> volumes.add(new VolumeCount(
                            volume, number(row, "message_count"), instant(row, "first_at"), instant(row, "last_at"))));
        }
        return volumes;
    }

    /** How many messages a volume has. */
    public int messages(int listId, Volume volume) {
        return ask("select message_count from list_volume where list_id = ?1 and volume = ?2", listId, volume.name())
                .stream()
                .mapToInt(row -> number(row, "message_count"))
                .findFirst()
                .orElse(0);
    }

    /** The threads of a list that were written to last, before a place. */
    public List<ThreadCount> latestThreads(int listId, Optional<ThreadCount> before, int limit) {
        Instant at = before.map(ThreadCount::lastAt).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        long thread = before.map(ThreadCount::thread).orElse(Long.MAX_VALUE);
        return threads(ask("""
                select thread_id, message_count, last_at from list_thread
                 where list_id = ?1 and (last_at, thread_id) < (?2, ?3)
                 order by last_at desc, thread_id desc limit ?4""", listId, at, thread, limit));
    }

    private static List<ThreadCount> threads(List<Tuple> rows) {
        return rows.stream()
                .map(row -> new ThreadCount(
                        row.get("thread_id", Number.class).longValue(),
                        number(row, "message_count"),
                        instant(row, "last_at")))
                .toList();
    }

    /** The senders of a list with most messages first, after a place. */
    public List<SenderCount> senders(int listId, Optional<SenderCount> after, int limit) {
        int count = after.map(SenderCount::messages).orElse(Integer.MAX_VALUE);
        long id = after.map(row -> row.sender().id()).orElse(0L);
        return senders(ask("""
                select c.sender_id, s.key_hash, named.name, s.address, c.message_count, c.first_at, c.last_at
                  from list_sender c join sender s on s.id = c.sender_id %s
                 where c.list_id = ?1 and (c.message_count < ?2 or c.message_count = ?2 and c.sender_id > ?3)
                 order by c.message_count desc, c.sender_id limit ?4""".formatted(NAMED), listId, count, id, limit));
    }

    /** Senders by id, with the names that they had last. */
    public Map<Long, MessageRow.Author> authors(List<Long> ids) {
        Map<Long, MessageRow.Author> authors = new HashMap<>();
        for (Tuple row : ask("select s.id, s.key_hash, s.name, s.address from sender s where s.id = any (?1)", (Object)
                ids.toArray(Long[]::new))) {
            long id = row.get("id", Number.class).longValue();
            authors.put(
                    id,
                    new MessageRow.Author(
                            id,
                            MessageIdHash.of(row.get("key_hash", byte[].class)),
                            row.get("name", String.class),
                            row.get("address", String.class)));
        }
        return authors;
    }

    /** A sender of a list by the key of its page. */
    public Optional<SenderCount> sender(int listId, MessageIdHash key) {
        return senders(ask("""
                        select c.sender_id, s.key_hash, named.name, s.address, c.message_count, c.first_at, c.last_at
                          from list_sender c join sender s on s.id = c.sender_id %s
                         where c.list_id = ?1 and s.key_hash = ?2""".formatted(NAMED), listId, key.bytes())).stream().findFirst();
    }

    /** A sender's messages in a list, a year of UTC each. */
    public Map<Integer, Integer> years(int listId, long sender) {
        Map<Integer, Integer> years = new HashMap<>();
        for (Tuple row : ask("""
                select cast(extract(year from m.effective_at at time zone 'UTC') as integer) as year,
                       cast(count(*) as integer) as messages
                  from message m join list_message lm on lm.message_id = m.id
                 where lm.list_id = ?1 and m.sender_id = ?2
                 group by 1""", listId, sender)) {
            years.put(number(row, "year"), number(row, "messages"));
        }
        return years;
    }

    private static List<SenderCount> senders(List<Tuple> rows) {
        return rows.stream()
                .map(row -> new SenderCount(
                        new MessageRow.Author(
                                row.get("sender_id", Number.class).longValue(),
                                MessageIdHash.of(row.get("key_hash", byte[].class)),
                                row.get("name", String.class),
                                row.get("address", String.class)),
                        number(row, "message_count"),
                        instant(row, "first_at"),
                        instant(row, "last_at")))
                .toList();
    }

    private List<Tuple> ask(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql, Tuple.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        List<Tuple> rows = new ArrayList<>();
        for (Object row : query.getResultList()) {
            rows.add((Tuple) row);
        }
        return rows;
    }

    private static int number(Tuple row, String column) {
        return row.get(column, Number.class).intValue();
    }

    private static Instant instant(Tuple row, String column) {
        return row.get(column, Instant.class);
    }
}
