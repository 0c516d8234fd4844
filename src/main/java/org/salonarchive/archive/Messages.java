package org.salonarchive.archive;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.salonarchive.message.MessageIdHash;

/** Messages as visitors see them; each question carries the {@link AccessRule}. */
@ApplicationScoped
public class Messages implements PanacheRepository<ArchivedMessage> {

    private static final String ROW = """
            m.id, m.address, list.name as list, lm.number, lm.raw_id,
            (select r.fidelity from raw_message r where r.id = lm.raw_id and r.fidelity > 0) as fidelity, m.message_id, m.subject,
            m.sender_id, s.key_hash, m.sender_name, s.address as sender_address,
            m.effective_at, m.date_rule, m.utc_offset, m.parent_id, m.parent_reason, m.thread_id,
            m.size, m.attachment_count
            """;

    private static final String IN_LIST = "select " + ROW + """
               from list_message lm
               join mailing_list list on list.id = lm.list_id
               join message m on m.id = lm.message_id
               join sender s on s.id = m.sender_id
              where lm.list_id = :list and""" + " " + AccessRule.VISIBLE + " ";

    private static final String NEWEST_OF_EACH = "select " + ROW + """
               from mailing_list list
              cross join lateral (select * from list_message of_list where of_list.list_id = list.id
                                   order by of_list.effective_at desc, of_list.message_id desc limit 1) as lm
               join message m on m.id = lm.message_id
               join sender s on s.id = m.sender_id
              where""" + " " + AccessRule.VISIBLE;

    /** The messages of each sender come by its index, as many as are asked for, and those are put in order. */
    private static final String OF_SENDERS =
            "select " + ROW + """
               from unnest(:senders) as asked (id)
              cross join lateral (
                    select m.id from message m
                      join list_message of_list on of_list.message_id = m.id and of_list.list_id = :list
                     where m.sender_id = asked.id %1$s
                     order by m.effective_at %2$s, m.id %2$s limit :limit) as found
               join message m on m.id = found.id
               join list_message lm on lm.message_id = m.id and lm.list_id = :list
               join mailing_list list on list.id = lm.list_id
               join sender s on s.id = m.sender_id
              where""" + " " + AccessRule.VISIBLE + " order by m.effective_at %2$s, m.id %2$s limit :limit";

    private static final String VISIBLE = """
               from message m
               join list_message lm on lm.message_id = m.id
               join mailing_list list on list.id = lm.list_id
               join sender s on s.id = m.sender_id
              where""" + " " + AccessRule.VISIBLE + " ";

    /** Each message once, in the given list if it is there, else in the first that is visible. */
    private static final String ANYWHERE = "select distinct on (m.id) " + ROW + VISIBLE;

    private static final String PREFER_LIST = " order by m.id, (lm.list_id = :list) desc, lm.list_id";

    /** So that an index of the first characters serves. */
    private static final String BEGINS_SO =
            "and left(m.message_id, 128) collate \"C\" >= :prefix and left(m.message_id, 128) collate \"C\" < :end";

    /** The longest beginning of a Message-ID that is looked for. */
    public static final int LONGEST_PREFIX = 128;

    /** The message of an address, where it is visible, preferably in the given list. */
    public Optional<MessageRow> at(int listId, MessageIdHash address) {
        return rows(ANYWHERE + "and m.address = :address" + PREFER_LIST, listId)
                .set("address", address.bytes())
                .first();
    }

    /** All messages with this Message-ID, the one whose address it is first. */
    public List<MessageRow> withMessageId(MessageIdHash id) {
        List<MessageRow> rows = new ArrayList<>(rows(ANYWHERE + "and m.message_id_hash = :id" + PREFER_LIST, 0)
                .set("id", id.bytes())
                .all());
        rows.sort(Comparator.comparing(row -> !row.address().equals(id)));
        return rows;
    }

    /** The messages whose Message-ID begins so, in at most {@link #LONGEST_PREFIX} characters; two are enough to know that it is not unique. */
    public List<MessageRow> withMessageIdPrefix(String prefix) {
        return rows(ANYWHERE + BEGINS_SO + PREFER_LIST + " limit 2", 0)
                .set("prefix", prefix)
                .set("end", prefix + Character.toString(Character.MAX_CODE_POINT))
                .all();
    }

    /** The message to which a list has given this number. */
    public Optional<MessageRow> numbered(int listId, int number) {
        return rows(IN_LIST + "and lm.number = :number", listId)
                .set("number", number)
                .first();
    }

    /** Messages by key in the order of the keys; those that may not be seen are left out. */
    public List<MessageRow> inOrder(int listId, List<Long> keys) {
        Map<Long, MessageRow> rows = new HashMap<>();
        of(listId, keys).forEach(row -> rows.put(row.key(), row));
        return keys.stream().filter(rows::containsKey).map(rows::get).toList();
    }

    /** Messages by key, in any order. */
    public List<MessageRow> of(int listId, Collection<Long> keys) {
        return keys.isEmpty()
                ? List.of()
                : rows(ANYWHERE + "and m.id = any(:keys)" + PREFER_LIST, listId)
                        .set("keys", keys.toArray(Long[]::new))
                        .all();
    }

    /** The forms that the rows of messages have, in an order of their own. */
    public List<Long> forms(int listId, Collection<Long> keys) {
        List<Long> forms = new ArrayList<>();
        for (Object raw : getEntityManager()
                .createNativeQuery(
                        "select distinct on (m.id) lm.raw_id" + VISIBLE + "and m.id = any(:keys)" + PREFER_LIST,
                        Long.class)
                .setParameter("keys", keys.toArray(Long[]::new))
                .setParameter("list", listId)
                .getResultList()) {
            forms.add((Long) raw);
        }
        return forms;
    }

    /** Messages that have one of these Message-IDs. */
    public List<MessageRow> withMessageIds(int listId, Collection<MessageIdHash> ids) {
        return ids.isEmpty()
                ? List.of()
                : rows(ANYWHERE + "and m.message_id_hash = any(:ids)" + PREFER_LIST, listId)
                        .set("ids", ids.stream().map(MessageIdHash::bytes).toArray(byte[][]::new))
                        .all();
    }

    /** The newest of a list before a place, by the date of filing. */
    public List<MessageRow> newest(int listId, Optional<MessageRow> before, int limit) {
        String from = before.isEmpty() ? "" : "and (lm.effective_at, lm.message_id) < (:at, :key) ";
        return rows(IN_LIST + from + "order by lm.effective_at desc, lm.message_id desc limit :limit", listId)
                .setPlace(before)
                .set("limit", limit)
                .all();
    }

    /** The oldest of a list after a place. */
    public List<MessageRow> oldest(int listId, Optional<MessageRow> after, int limit) {
        String from = after.isEmpty() ? "" : "and (lm.effective_at, lm.message_id) > (:at, :key) ";
        return rows(IN_LIST + from + "order by lm.effective_at, lm.message_id limit :limit", listId)
                .setPlace(after)
                .set("limit", limit)
                .all();
    }

    /** The newest message of each list. */
    public List<MessageRow> newestOfEach() {
        return rows(NEWEST_OF_EACH, 0).all();
    }

    /** The next older message of a list. */
    public Optional<MessageRow> before(int listId, MessageRow row) {
        return newest(listId, Optional.of(row), 1).stream().findFirst();
    }

    /** The next newer message of a list. */
    public Optional<MessageRow> after(int listId, MessageRow row) {
        return oldest(listId, Optional.of(row), 1).stream().findFirst();
    }

    /** A place among messages by date: before or after this one. */
    public record Place(Instant at, long key) {

        static Place of(MessageRow row) {
            return new Place(row.at(), row.key());
        }

        /** The place after which all messages of this time and later stand. */
        public static Place before(Instant at) {
            return new Place(at, Long.MIN_VALUE);
        }
    }

    /** Messages of senders in a list, newest first, before a place. */
    public List<MessageRow> bySenders(int listId, Collection<Long> senders, Optional<Place> before, int limit) {
        String from = before.isEmpty() ? "" : "and (m.effective_at, m.id) < (:at, :key)";
        Rows rows = ofSenders(listId, senders, OF_SENDERS.formatted(from, "desc"), limit);
        before.ifPresent(place -> rows.set("at", place.at()).set("key", place.key()));
        return rows.all();
    }

    /** The first message of senders in a list. */
    public Optional<MessageRow> firstBySenders(int listId, Collection<Long> senders) {
        return ofSenders(listId, senders, OF_SENDERS.formatted("", "asc"), 1).first();
    }

    /** The messages by which senders started threads in a list, the latest first. */
    public List<MessageRow> startedBySenders(int listId, Collection<Long> senders, int limit) {
        return ofSenders(listId, senders, OF_SENDERS.formatted("and " + Authors.STARTING, "desc"), limit)
                .all();
    }

    private Rows ofSenders(int listId, Collection<Long> senders, String sql, int limit) {
        return rows(sql, listId).set("senders", senders.toArray(Long[]::new)).set("limit", limit);
    }

    /** The place of a message of a list. */
    public Optional<Place> placeOf(int listId, String address) {
        return place(listId, address).map(Place::of);
    }

    /** The row of an address in a list, as the place from which a page goes on. */
    public Optional<MessageRow> place(int listId, String address) {
        return MessageIdHash.parse(address)
                .flatMap(id -> rows(IN_LIST + "and m.address = :address", listId)
                        .set("address", id.bytes())
                        .first());
    }

    private Rows rows(String sql, int listId) {
        return new Rows(getEntityManager().createNativeQuery(sql, Tuple.class)).setList(sql, listId);
    }

    /** A question and its parameters. */
    private record Rows(Query query) {

        Rows setList(String sql, int listId) {
            return sql.contains(":list") ? set("list", listId) : this;
        }

        Rows set(String name, Object value) {
            query.setParameter(name, value);
            return this;
        }

        Rows setPlace(Optional<MessageRow> place) {
            place.ifPresent(row -> set("at", row.at()).set("key", row.key()));
            return this;
        }

        Optional<MessageRow> first() {
            return all().stream().findFirst();
        }

        List<MessageRow> all() {
            List<MessageRow> rows = new ArrayList<>();
            for (Object tuple : query.getResultList()) {
                rows.add(row((Tuple) tuple));
            }
            return rows;
        }

        private static MessageRow row(Tuple row) {
            Number offset = row.get("utc_offset", Number.class);
            Number parent = row.get("parent_id", Number.class);
            return new MessageRow(
                    number(row, "id"),
                    MessageIdHash.of(row.get("address", byte[].class)),
                    row.get("list", String.class),
                    (int) number(row, "number"),
                    number(row, "raw_id"),
                    fidelity(row),
                    row.get("message_id", String.class),
                    row.get("subject", String.class),
                    new MessageRow.Author(
                            number(row, "sender_id"),
                            MessageIdHash.of(row.get("key_hash", byte[].class)),
                            row.get("sender_name", String.class),
                            row.get("sender_address", String.class)),
                    row.get("effective_at", Instant.class),
                    row.get("date_rule", String.class),
                    offset == null ? OptionalInt.empty() : OptionalInt.of(offset.intValue()),
                    parent == null ? OptionalLong.empty() : OptionalLong.of(parent.longValue()),
                    Objects.requireNonNullElse(row.get("parent_reason", String.class), ""),
                    number(row, "thread_id"),
                    (int) number(row, "size"),
                    (int) number(row, "attachment_count"));
        }

        private static Fidelity fidelity(Tuple row) {
            Number rebuilt = row.get("fidelity", Number.class);
            return rebuilt == null ? Fidelity.RECEIVED : Fidelity.ofColumn(rebuilt.intValue());
        }

        private static long number(Tuple row, String column) {
            return row.get(column, Number.class).longValue();
        }
    }
}
