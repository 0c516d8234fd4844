package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what old addresses lead to. The list that is asked about was found visible. */
@ApplicationScoped
public class LegacyLinks {

    /** More messages behind one number are not offered; a list was never made anew so often. */
    private static final int MOST = 20;

    private final EntityManager database;
    private final Messages messages;
    private final Attachments attachments;

    LegacyLinks(EntityManager database, Messages messages, Attachments attachments) {
        this.database = database;
        this.messages = messages;
        this.attachments = attachments;
    }

    /** An attachment in a message that is shown; its part where that message still carries it. */
    public record Found(MessageRow message, Optional<Attachment> attachment) {}

    /** A page of the earlier archive and the message that it showed. */
    public record Numbered(int number, MessageRow message) {}

    /** The messages that a page showed, that of the earliest generation first. */
    public List<MessageRow> messages(int listId, LegacyLink.Page page) {
        return messages.inOrder(listId, keys("""
                        select message_id from legacy_link
                         where list_id = :list and scheme = :scheme and volume = :volume and number = :number
                         order by generation limit :most""", listId, page, true));
    }

    /** The messages that had this number in any volume. */
    public List<MessageRow> messagesInAnyVolume(int listId, LegacyLink.Page page) {
        return messages.inOrder(listId, keys("""
                        select message_id from legacy_link
                         where list_id = :list and scheme = :scheme and number = :number
                         group by message_id order by min(generation), message_id limit :most""", listId, page, false));
    }

    private List<Long> keys(String sql, int listId, LegacyLink.Page page, boolean inVolume) {
        Query query = database.createNativeQuery(sql, Long.class)
                .setParameter("list", listId)
                .setParameter("scheme", page.scheme().word())
                .setParameter("number", page.number())
                .setParameter("most", MOST);
        if (inVolume) {
            query.setParameter("volume", page.volume());
        }
        List<Long> keys = new ArrayList<>();
        for (Object key : query.getResultList()) {
            keys.add((Long) key);
        }
        return keys;
    }

    /** The pages of the same volume whose numbers come next before and after, in their order. */
    public List<Numbered> nearest(int listId, LegacyLink.Page page) {
        List<?> rows = database.createNativeQuery("""
                        (select number, message_id from legacy_link
                          where list_id = :list and scheme = :scheme and volume = :volume and number < :number
                            and generation = 0 order by number desc limit 2)
                        union all
                        (select number, message_id from legacy_link
                          where list_id = :list and scheme = :scheme and volume = :volume and number > :number
                            and generation = 0 order by number limit 2)
                         order by number""", Tuple.class)
                .setParameter("list", listId)
                .setParameter("scheme", page.scheme().word())
                .setParameter("volume", page.volume())
                .setParameter("number", page.number())
                .getResultList();
        Map<Long, MessageRow> shown = messagesOf(listId, rows);
        List<Numbered> nearest = new ArrayList<>();
        for (Object row : rows) {
            MessageRow message = shown.get(key((Tuple) row));
            if (message != null) {
                nearest.add(
                        new Numbered(((Tuple) row).get("number", Number.class).intValue(), message));
            }
        }
        return nearest;
    }

    private static long key(Tuple row) {
        return row.get("message_id", Number.class).longValue();
    }

    /** Those of the messages of some rows that may be seen, by key. */
    private Map<Long, MessageRow> messagesOf(int listId, List<?> rows) {
        List<Long> keys = rows.stream().map(row -> key((Tuple) row)).toList();
        return messages.of(listId, keys).stream().collect(Collectors.toMap(MessageRow::key, row -> row));
    }

    /** When the messages of a volume of the earlier archive were sent: the middle one of them. */
    public Optional<Instant> middle(int listId, String volume) {
        List<?> middle = database.createNativeQuery("""
                        select percentile_disc(0.5) within group (order by lm.effective_at)
                          from legacy_link old
                          join list_message lm on lm.list_id = old.list_id and lm.message_id = old.message_id
                         where old.list_id = :list and old.scheme in ('pipermail', 'mhonarc') and old.volume = :volume""", Instant.class)
                .setParameter("list", listId)
                .setParameter("volume", volume)
                .getResultList();
        return Optional.ofNullable((Instant) middle.get(0));
    }

    /** What a file of the earlier archive has become. */
    public Optional<Found> file(int listId, String path) {
        List<?> rows = database.createNativeQuery(
                        "select message_id, sha256 from legacy_file where list_id = :list and path_hash = :path"
                                + " order by message_id limit :most",
                        Tuple.class)
                .setParameter("list", listId)
                .setParameter("path", LegacyRows.pathHash(path))
                .setParameter("most", MOST)
                .getResultList();
        Map<Long, MessageRow> shown = messagesOf(listId, rows);
        Optional<Found> found = Optional.empty();
        for (Object row : rows) {
            MessageRow message = shown.get(key((Tuple) row));
            if (message != null && found.flatMap(Found::attachment).isEmpty()) {
                String sha256 = HexFormat.of().formatHex(((Tuple) row).get("sha256", byte[].class));
                Optional<Attachment> part = attachments.carrying(message.raw(), sha256);
                found = found.isEmpty() || part.isPresent() ? Optional.of(new Found(message, part)) : found;
            }
        }
        return found;
    }
}
