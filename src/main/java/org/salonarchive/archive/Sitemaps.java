package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.message.MessageIdHash;

/**
 * What search engines are told of: the messages of lists that may be seen and indexed, by the numbers that they have in
 * their lists, so that a stretch once full stays as it is. A message of many lists is told of in one.
 */
@ApplicationScoped
public class Sitemaps {

    /** Numbers in a stretch: no file may name more addresses, of which the list's own is one. */
    public static final int STRETCH = 40_000;

    private static final String ELSEWHERE = """
            select from list_message other join mailing_list list on list.id = other.list_id
             where other.message_id = lm.message_id and other.list_id < lm.list_id and list.indexed and""" + " " + AccessRule.VISIBLE;

    private final EntityManager database;

    Sitemaps(EntityManager database) {
        this.database = database;
    }

    /** A message that has its page. */
    public record Entry(int number, MessageIdHash address, Instant at) {}

    /** When the last message of a stretch came. Numbers are given in the order in which messages come. */
    public Optional<Instant> changed(int listId, int stretch) {
        for (Object at : database.createNativeQuery("""
                        select m.archived_at
                          from list_message lm join mailing_list list on list.id = lm.list_id
                          join message m on m.id = lm.message_id
                         where lm.list_id = :list and lm.number >= :from and lm.number < :to and %s
                         order by lm.number desc limit 1""".formatted(AccessRule.VISIBLE), Instant.class)
                .setParameter("list", listId)
                .setParameter("from", stretch * STRETCH)
                .setParameter("to", (stretch + 1) * STRETCH)
                .getResultList()) {
            return Optional.of((Instant) at);
        }
        return Optional.empty();
    }

    /** The messages of a stretch after a number. */
    public List<Entry> entries(int listId, int stretch, int after, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (Object row : database.createNativeQuery("""
                        select lm.number, m.address, m.effective_at
                          from list_message lm join mailing_list list on list.id = lm.list_id
                          join message m on m.id = lm.message_id
                         where lm.list_id = :list and lm.number > :after and lm.number < :to
                           and list.indexed and %s and not exists (%s)
                         order by lm.number limit :limit""".formatted(AccessRule.VISIBLE, ELSEWHERE), Tuple.class)
                .setParameter("list", listId)
                .setParameter("after", Math.max(after, stretch * STRETCH - 1))
                .setParameter("to", (stretch + 1) * STRETCH)
                .setParameter("limit", limit)
                .getResultList()) {
            Tuple tuple = (Tuple) row;
            entries.add(new Entry(
                    tuple.get("number", Number.class).intValue(),
                    MessageIdHash.of(tuple.get("address", byte[].class)),
                    tuple.get("effective_at", Instant.class)));
        }
        return entries;
    }
}
