package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.salonarchive.message.MessageIdHash;

/**
 * Who writes to a list: persons, each with the addresses from which it writes there. What else is theirs in lists that a
 * visitor may not see is not there. The list was found visible before.
 */
@ApplicationScoped
public class Authors {

    /** Persons of whom one is asked for by any of its addresses in the list. */
    private static final String ASKED = """
            select coalesce(asked.person_id, asked.id) from sender asked
              join list_sender c on c.list_id = ?1 and c.sender_id = asked.id
             where asked.key_hash = ?2""";

    private static final String MERGED = "select distinct person_id from sender where person_id is not null";

    /** All senders that are a person. */
    private static final String SENDERS = """
            (select %1$s as id union all select merged.id from sender merged where merged.person_id = %1$s) as member""";

    /** What the addresses of persons count in the list together, under the one that stands for the person there. */
    private static final String TOGETHER = """
            select person.id as person_id,
                   (array_agg(c.sender_id order by c.sender_id <> person.id, c.first_at, c.sender_id))[1] as sender_id,
                   cast(sum(c.message_count) as integer) as message_count, count(*) as addresses,
                   min(c.first_at) as first_at, max(c.last_at) as last_at
              from (%s) as person (id)
             cross join lateral""" + " " + SENDERS.formatted("person.id") + " " + """
              join list_sender c on c.list_id = ?1 and c.sender_id = member.id
             group by person.id""";

    /** Those who are merged, after a place. */
    private static final String MERGED_AFTER = "select * from (" + TOGETHER.formatted(MERGED) + """
            ) as together where message_count <= ?2 and (message_count < ?2 or sender_id > ?3)""";

    /** Those who are not, after a place; the first of them stand first in an index. */
    private static final String OTHERS_AFTER = """
            select c.sender_id as person_id, c.sender_id, c.message_count, 1 as addresses, c.first_at, c.last_at
              from list_sender c join sender alone on alone.id = c.sender_id
             where c.list_id = ?1 and c.message_count <= ?2 and (c.message_count < ?2 or c.sender_id > ?3)
               and alone.person_id is null
               and not exists (select from sender merged where merged.person_id = alone.id)
             order by c.message_count desc, c.sender_id limit ?4""";

    private static final String AFTER = "select * from (" + MERGED_AFTER + " union all (" + OTHERS_AFTER + """
            )) as persons order by message_count desc, sender_id limit ?4""";

    /** The name that a person used last in this list: what it calls itself elsewhere may be hidden. */
    private static final String NAMED = """
            select coalesce(max(latest.sender_name), '') as name
              from (select used.sender_name
                      from""" + " " + SENDERS.formatted("counted.person_id") + " " + """
                      join list_sender c on c.list_id = ?1 and c.sender_id = member.id
                     cross join lateral (
                           select m.sender_name, m.effective_at, m.id from message m
                             join list_message lm on lm.message_id = m.id and lm.list_id = c.list_id
                            where m.sender_id = c.sender_id and m.effective_at <= c.last_at and m.sender_name <> ''
                            order by m.effective_at desc, m.id desc limit 1) as used
                     order by used.effective_at desc, used.id desc limit 1) as latest""";

    private static final String ROWS = """
            select counted.sender_id, s.key_hash, coalesce(nullif(person.proper_name, ''), named.name) as name, s.address,
                   counted.message_count, counted.first_at, counted.last_at
              from (%s) as counted
              join sender s on s.id = counted.sender_id
              join sender person on person.id = counted.person_id
             cross join lateral (""" + NAMED + """
            ) as named
             order by counted.message_count desc, counted.sender_id""";

    private static final String OF_LIST =
            "from message m join list_message lm on lm.message_id = m.id where lm.list_id = ?1 and m.sender_id = any(?2)";

    /** Of a message {@code m}: whether it starts a thread, for which there is an index. */
    static final String STARTING = "m.thread_id = m.id and m.reference = ''";

    private final EntityManager database;

    Authors(EntityManager database) {
        this.database = database;
    }

    /**
     * A person in a list.
     *
     * @param author the sender that stands for it there: its own where that has written to the list, else the first that
     *     did; with the person's name
     */
    public record AuthorCount(MessageRow.Author author, int messages, Instant firstAt, Instant lastAt) {}

    /** An address from which a person writes to a list; empty for a sender that is known by its name alone. */
    public record Address(long sender, String address, int messages) {}

    /**
     * The names under which somebody writes to a list, the most frequent first.
     *
     * @param all how many there are
     */
    public record Names(List<String> first, int all) {}

    /** The persons of a list with most messages first, after a place. */
    public List<AuthorCount> all(int listId, Optional<AuthorCount> after, int limit) {
        int messages = after.map(AuthorCount::messages).orElse(Integer.MAX_VALUE);
        long sender = after.map(place -> place.author().id()).orElse(0L);
        return counts(Tuples.ask(database, ROWS.formatted(AFTER), listId, messages, sender, limit));
    }

    /** How many persons write to a list. */
    public long count(MailingList list) {
        String merged = "select cast(coalesce(sum(addresses - 1), 0) as bigint) as more from ("
                + TOGETHER.formatted(MERGED) + ") as together";
        return list.senderCount()
                - Tuples.ask(database, merged, list.id())
                        .get(0)
                        .get("more", Number.class)
                        .longValue();
    }

    /** The person in a list to whom an address belongs from which it writes there. */
    public Optional<AuthorCount> find(int listId, MessageIdHash key) {
        return counts(Tuples.ask(database, ROWS.formatted(TOGETHER.formatted(ASKED)), listId, key.bytes())).stream()
                .findFirst();
    }

    /** From which addresses somebody writes to a list, the one first by which it is known there. */
    public List<Address> addresses(int listId, AuthorCount author) {
        return Tuples.ask(
                        database,
                        """
                        select c.sender_id, s.address, c.message_count
                          from (%s) as person (id)
                         cross join lateral %s
                          join list_sender c on c.list_id = ?1 and c.sender_id = member.id
                          join sender s on s.id = c.sender_id
                         order by s.key_hash <> ?2, c.message_count desc, c.sender_id""".formatted(ASKED, SENDERS.formatted("person.id")),
                        listId,
                        author.author().key().bytes())
                .stream()
                .map(row -> new Address(
                        row.get("sender_id", Number.class).longValue(),
                        row.get("address", String.class),
                        Tuples.number(row, "message_count")))
                .toList();
    }

    /** How many messages senders have written to a list, a year of UTC each. */
    public NavigableMap<Integer, Integer> years(int listId, Collection<Long> senders) {
        NavigableMap<Integer, Integer> years = new TreeMap<>();
        for (Tuple row : Tuples.ask(
                database,
                "select cast(extract(year from m.effective_at at time zone 'UTC') as integer) as year,"
                        + " cast(count(*) as integer) as messages " + OF_LIST + " group by 1",
                listId,
                senders.toArray(Long[]::new))) {
            years.put(Tuples.number(row, "year"), Tuples.number(row, "messages"));
        }
        return years;
    }

    /** The names under which senders write to a list, so many of them. */
    public Names names(int listId, Collection<Long> senders, int most) {
        List<Tuple> rows = Tuples.ask(
                database,
                "select m.sender_name as name, cast(count(*) over () as integer) as names " + OF_LIST
                        + " and m.sender_name <> '' group by 1 order by count(*) desc, 1 limit ?3",
                listId,
                senders.toArray(Long[]::new),
                most);
        return new Names(
                rows.stream().map(row -> row.get("name", String.class)).toList(),
                rows.isEmpty() ? 0 : Tuples.number(rows.get(0), "names"));
    }

    /** How many threads of a list were started by senders. */
    public int started(int listId, Collection<Long> senders) {
        return Tuples.number(
                Tuples.ask(
                                database,
                                "select cast(count(*) as integer) as threads " + OF_LIST + " and " + STARTING,
                                listId,
                                senders.toArray(Long[]::new))
                        .get(0),
                "threads");
    }

    /** Senders by id, each with its person's name, or the one that it had last. */
    public Map<Long, MessageRow.Author> named(Collection<Long> senders) {
        Map<Long, MessageRow.Author> authors = new HashMap<>();
        for (Tuple row : Tuples.ask(database, """
                select s.id as sender_id, s.key_hash, coalesce(nullif(s.proper_name, ''), s.name) as name, s.address
                  from sender s where s.id = any (?1)""", (Object) senders.toArray(Long[]::new))) {
            MessageRow.Author author = author(row);
            authors.put(author.id(), author);
        }
        return authors;
    }

    private static MessageRow.Author author(Tuple row) {
        return new MessageRow.Author(
                row.get("sender_id", Number.class).longValue(),
                MessageIdHash.of(row.get("key_hash", byte[].class)),
                row.get("name", String.class),
                row.get("address", String.class));
    }

    private static List<AuthorCount> counts(List<Tuple> rows) {
        return rows.stream()
                .map(row -> new AuthorCount(
                        author(row),
                        Tuples.number(row, "message_count"),
                        Tuples.instant(row, "first_at"),
                        Tuples.instant(row, "last_at")))
                .toList();
    }
}
