package org.salonarchive.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.salonarchive.message.words.Lexeme;

/** The words by which messages are found, and beside them what a search narrows and orders by. */
final class SearchRows {

    private static final String LISTS =
            "(select array_agg(lm.list_id order by lm.list_id) from list_message lm where lm.message_id = m.id)";

    private final Connection connection;

    SearchRows(Connection connection) {
        this.connection = connection;
    }

    /** A message that is to be indexed. */
    record Words(long messageId, Arrival arrival) {}

    /** A message that is to be indexed, and that nobody has seen yet. */
    record Fresh(long messageId, Arrival arrival, long threadId, long senderId) {}

    /** Indexes messages that this transaction has brought, and that are in one list alone. */
    void add(List<Fresh> messages, int listId) throws SQLException, IOException {
        if (messages.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(
                connection, "message_search (message_id, at, thread_id, sender_id, lists, language, vector)")) {
            for (Fresh message : messages) {
                copy.row(7);
                copy.bigint(message.messageId());
                copy.instant(message.arrival().date().at());
                copy.bigint(message.threadId());
                copy.bigint(message.senderId());
                copy.integers(listId);
                copyWords(copy, message.arrival());
            }
        }
        keepWords(messages.stream().map(Fresh::arrival).toList());
    }

    /** Indexes messages that are stored, those anew that are indexed already; returns which have other words than before. */
    Set<Long> index(List<Words> messages) throws SQLException, IOException {
        if (messages.isEmpty()) {
            return Set.of();
        }
        stage(messages);
        Set<Long> indexed = insert();
        keepWords(messages.stream().map(Words::arrival).toList());
        return indexed;
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

    /** A table that lives as long as the transaction. */
    private void stage(List<Words> messages) throws SQLException, IOException {
        try (PreparedStatement create = connection.prepareStatement("""
                create temporary table if not exists incoming_words
                    (message_id bigint, language text, vector tsvector) on commit delete rows""")) {
            create.execute();
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "incoming_words (message_id, language, vector)")) {
            for (Words message : messages) {
                copy.row(3);
                copy.bigint(message.messageId());
                copyWords(copy, message.arrival());
            }
        }
    }

    /** Two columns. */
    private static void copyWords(BinaryCopy copy, Arrival arrival) throws IOException {
        MessageWords words = arrival.words();
        copy.text(words.language().code());
        List<String> more = new ArrayList<>(samples(arrival));
        more.add(words.sure() ? Lexeme.language(words.language()) : Lexeme.ANY_LANGUAGE);
        more.add(Lexeme.month(arrival.date().at()));
        copy.vector(words.count(), words.lexemes(), more);
    }

    /** A hash is as good as a throw of dice, and the same for ever. */
    private static List<String> samples(Arrival arrival) {
        int dice = Math.floorMod(ByteBuffer.wrap(arrival.contentHash().bytes()).getInt(), Lexeme.FEWER);
        String sample = Lexeme.sample(dice % Lexeme.SAMPLES);
        return dice == 0 ? List.of(sample, Lexeme.FEW) : List.of(sample);
    }

    /** Vectors that say the same may differ in the room they take, and then are not equal to PostgreSQL. */
    private Set<Long> insert() throws SQLException {
        try (PreparedStatement index = connection.prepareStatement("""
                insert into message_search as known
                       (message_id, at, thread_id, sender_id, lists, language, vector)
                select m.id, m.effective_at, m.thread_id, m.sender_id, %s, incoming.language, incoming.vector
                  from incoming_words incoming
                  join message m on m.id = incoming.message_id
                 order by m.id
                    on conflict (message_id) do update
                   set vector = excluded.vector, language = excluded.language
                 where known.language <> excluded.language
                    or known.vector <> excluded.vector and known.vector::text <> excluded.vector::text
                returning message_id""".formatted(LISTS))) {
            Set<Long> indexed = new HashSet<>();
            try (ResultSet rows = index.executeQuery()) {
                while (rows.next()) {
                    indexed.add(rows.getLong(1));
                }
            }
            return indexed;
        }
    }

    private void keep(String sql, Set<String> values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setArray(1, connection.createArrayOf("text", values.toArray()));
            insert.executeUpdate();
        }
    }

    /** Brings what stands beside the words of these messages to what their rows and lists say. */
    void follow(Collection<Long> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("""
                update message_search w
                   set at = m.effective_at, thread_id = m.thread_id, sender_id = m.sender_id, lists = m.lists,
                       vector = case when %1$s = %2$s then w.vector
                                     else ts_delete(w.vector, %1$s) || array_to_tsvector(array[%2$s]) end
                  from (select m.id, m.effective_at, m.thread_id, m.sender_id, %3$s as lists
                          from message m where m.id = any (?)) m
                 where m.id = w.message_id
                   and (w.at, w.thread_id, w.sender_id, w.lists)
                       is distinct from (m.effective_at, m.thread_id, m.sender_id, m.lists)
                """.formatted(month("w.at"), month("m.effective_at"), LISTS))) {
            update.setArray(1, connection.createArrayOf("bigint", messages.toArray()));
            update.executeUpdate();
        }
    }

    /** As {@link Lexeme#month} writes it. */
    private static String month(String column) {
        return "to_char(" + column + " at time zone 'UTC', '\"@\"YYYY-MM')";
    }
}
