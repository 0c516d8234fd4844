package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.salonarchive.archive.index.WordPlaces;

/** The words by which messages are found, and beside them what a search narrows and orders by. */
final class SearchRows {

    private static final String LISTS =
            "(select array_agg(lm.list_id order by lm.list_id) from list_message lm where lm.message_id = m.id)";

    private static final String COLUMNS = "message_search (message_id, at, thread_id, parent_id, sender_id, lists,"
            + " language, sure, version, words_hash)";

    /** Notes of moved rows that are kept. */
    private static final int MOVED = 50_000;

    private final Connection connection;
    private int merged;

    SearchRows(Connection connection) {
        this.connection = connection;
    }

    /** How many messages were written anew to make one segment of several. */
    int merged() {
        return merged;
    }

    /** A message that is to be indexed. */
    record Words(long messageId, Arrival arrival) {}

    /** A message that is to be indexed, and that nobody has seen yet. */
    record Fresh(long messageId, Arrival arrival, ThreadWeaver.Place place, long senderId) {}

    /** Indexes messages that this transaction has brought, and that are in one list alone. */
    void add(List<Fresh> messages, int listId) throws SQLException, IOException {
        if (messages.isEmpty()) {
            return;
        }
        SearchSegments segments = new SearchSegments(connection);
        long version = segments.next();
        try (BinaryCopy copy = new BinaryCopy(connection, COLUMNS)) {
            for (Fresh message : messages) {
                MessageWords words = message.arrival().words();
                copy.row(10);
                copy.bigint(message.messageId());
                copy.instant(message.arrival().date().at());
                copy.bigint(message.place().thread());
                copy.bigint(message.place().parent());
                copy.bigint(message.senderId());
                copy.integers(listId);
                copy.text(words.language().code());
                copy.bool(words.sure());
                copy.bigint(version);
                copy.bigint(WordPlaces.hash(words.places()));
            }
        }
        segments.add(
                version,
                messages.stream()
                        .map(message -> member(message.messageId(), message.arrival()))
                        .toList());
        merged += segments.mergeAfter(messages.size());
        keepWords(messages.stream().map(Fresh::arrival).toList());
    }

    private static SearchSegments.Member member(long id, Arrival arrival) {
        return new SearchSegments.Member(
                id, arrival.words().places(), arrival.words().count());
    }

    /** Indexes messages that are stored, those anew that are indexed; returns which have other words than before. */
    Set<Long> index(List<Words> messages) throws SQLException, IOException {
        if (messages.isEmpty()) {
            return Set.of();
        }
        SearchSegments segments = new SearchSegments(connection);
        long version = segments.next();
        List<Long> ids = messages.stream().map(Words::messageId).toList();
        Before before = insert(messages, version);
        segments.add(
                version,
                messages.stream()
                        .map(message -> member(message.messageId(), message.arrival()))
                        .toList());
        moved(before.known());
        forgetMoved();
        segments.tidy(Collections.min(ids), Collections.max(ids));
        merged += segments.mergeAfter(messages.size());
        keepWords(messages.stream().map(Words::arrival).toList());
        return before.changed();
    }

    private void keepWords(List<Arrival> arrivals) throws SQLException {
        Set<String> languages = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        for (Arrival arrival : arrivals) {
            languages.add(arrival.words().language().code());
            words.addAll(arrival.words().subject());
        }
        keep("insert into search_language (language) select unnest(?) on conflict do nothing", languages);
        keep("insert into search_word (word) select unnest(?) on conflict do nothing", words);
    }

    /**
     * What was there before.
     *
     * @param known messages that were indexed
     * @param changed messages whose words are others now, or are new
     */
    private record Before(Set<Long> known, Set<Long> changed) {}

    private Before insert(List<Words> messages, long version) throws SQLException {
        try (PreparedStatement index = connection.prepareStatement("""
                with incoming as (
                     select * from unnest(?, ?, ?, ?) as incoming (id, language, sure, hash)),
                before as materialized (
                     select known.message_id, known.words_hash, known.language, known.sure
                       from message_search known join incoming on incoming.id = known.message_id),
                written as (
                     insert into message_search
                            (message_id, at, thread_id, parent_id, sender_id, lists, language, sure, version,
                             words_hash)
                     select m.id, m.effective_at, m.thread_id, m.parent_id, m.sender_id, %s,
                            incoming.language, incoming.sure, ?, incoming.hash
                       from incoming
                       join message m on m.id = incoming.id
                      order by m.id
                         on conflict (message_id) do update
                        set language = excluded.language, sure = excluded.sure, version = excluded.version,
                            words_hash = excluded.words_hash
                     returning message_id)
                select incoming.id, before.message_id is not null,
                       (before.words_hash, before.language, before.sure)
                       is distinct from (incoming.hash, incoming.language, incoming.sure)
                  from incoming
                  left join before on before.message_id = incoming.id""".formatted(LISTS))) {
            index.setArray(1, array("bigint", messages.stream().map(Words::messageId)));
            index.setArray(
                    2,
                    array("text", words(messages).map(words -> words.language().code())));
            index.setArray(3, array("boolean", words(messages).map(MessageWords::sure)));
            index.setArray(4, array("bigint", words(messages).map(words -> WordPlaces.hash(words.places()))));
            index.setLong(5, version);
            Before before = new Before(new HashSet<>(), new HashSet<>());
            try (ResultSet rows = index.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        before.known().add(rows.getLong(1));
                    }
                    if (rows.getBoolean(3)) {
                        before.changed().add(rows.getLong(1));
                    }
                }
            }
            return before;
        }
    }

    private static Stream<MessageWords> words(List<Words> messages) {
        return messages.stream().map(message -> message.arrival().words());
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Set<Long> ids(PreparedStatement ask) throws SQLException {
        Set<Long> ids = new HashSet<>();
        try (ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** Notes that rows have changed, for those who remember them. */
    private void moved(Collection<Long> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement note = connection.prepareStatement("""
                insert into search_moved (message_id, revision)
                select id, ? from unnest(?) as id
                    on conflict (message_id) do update set revision = excluded.revision""")) {
            note.setLong(1, ReservedIds.of(connection, "search_revision", 1).next());
            note.setArray(2, array("bigint", messages.stream()));
            note.executeUpdate();
        }
    }

    private void keep(String sql, Set<String> values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("text", values.toArray()));
            insert.executeUpdate();
        }
    }

    /** Keeps the newest notes; whoever has seen none of them reads everything anew. */
    private void forgetMoved() throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement("""
                delete from search_moved
                 where revision < (select revision from search_moved order by revision desc offset ? limit 1)""")) {
            forget.setInt(1, MOVED);
            forget.executeUpdate();
        }
    }

    /** Brings what stands beside the words of these messages to what their rows and lists say. */
    void follow(Collection<Long> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update message_search w
                   set at = m.effective_at, thread_id = m.thread_id, parent_id = m.parent_id, sender_id = m.sender_id,
                       lists = m.lists
                  from (select m.id, m.effective_at, m.thread_id, m.parent_id, m.sender_id, %s as lists
                          from message m where m.id = any (?)) m
                 where m.id = w.message_id
                   and (w.at, w.thread_id, w.parent_id, w.sender_id, w.lists)
                       is distinct from (m.effective_at, m.thread_id, m.parent_id, m.sender_id, m.lists)
                returning w.message_id""".formatted(LISTS))) {
            update.setArray(1, array("bigint", messages.stream()));
            moved(ids(update));
        }
    }
}
