package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is counted for a list: its volumes, its threads. The list was found visible before. */
@ApplicationScoped
public class Counts {

    private final EntityManager database;

    Counts(EntityManager database) {
        this.database = database;
    }

    /** A volume that has messages. */
    public record VolumeCount(Volume volume, int messages, Instant firstAt, Instant lastAt) {}

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
                .map(row -> new Activity(
                        Tuples.number(row, "list_id"), Tuples.number(row, "stretch"), Tuples.number(row, "messages")))
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
                            volume,
                            Tuples.number(row, "message_count"),
                            Tuples.instant(row, "first_at"),
                            Tuples.instant(row, "last_at"))));
        }
        return volumes;
    }

    /** How many messages a volume has. */
    public int messages(int listId, Volume volume) {
        return ask("select message_count from list_volume where list_id = ?1 and volume = ?2", listId, volume.name())
                .stream()
                .mapToInt(row -> Tuples.number(row, "message_count"))
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

    /** How many messages of threads a list has. */
    public Map<Long, Integer> ofThreads(int listId, Collection<Long> threads) {
        Map<Long, Integer> counts = new HashMap<>();
        threads(ask(
                        "select thread_id, message_count, last_at from list_thread where list_id = ?1 and thread_id = any(?2)",
                        listId,
                        threads.toArray(Long[]::new)))
                .forEach(count -> counts.put(count.thread(), count.messages()));
        return counts;
    }

    private List<Tuple> ask(String sql, Object... parameters) {
        return Tuples.ask(database, sql, parameters);
    }

    private static List<ThreadCount> threads(List<Tuple> rows) {
        return rows.stream()
                .map(row -> new ThreadCount(
                        row.get("thread_id", Number.class).longValue(),
                        Tuples.number(row, "message_count"),
                        Tuples.instant(row, "last_at")))
                .toList();
    }
}
