package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words by which messages are found, taken from their text by PostgreSQL. */
final class SearchRows {

    /**
     * Characters of a message's text that are indexed. PostgreSQL refuses a tsvector over 1 MB, and text
     * of this length stays below it unless it is nearly all distinct long words.
     */
    private static final int INDEXED_TEXT = 200_000;

    /** What is indexed where even that was refused. */
    private static final int INDEXED_TEXT_AT_WORST = 40_000;

    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";

    private final Connection connection;

    SearchRows(Connection connection) {
        this.connection = connection;
    }

    /** What is indexed of a message. */
    record Words(long messageId, String subject, String text) {

        static Words of(long messageId, Arrival arrival) {
            return new Words(messageId, arrival.subject(), arrival.text());
        }
    }

    /** Indexes messages, those anew that are indexed already; returns which have other words than before. */
    Set<Long> index(List<Words> messages) throws SQLException, IOException {
        stage(messages);
        Collection<Long> ids = messages.stream().map(Words::messageId).toList();
        try {
            return indexStaged(ids, INDEXED_TEXT);
        } catch (SQLException refused) {
            throwUnlessTooLong(refused);
        }
        Set<Long> indexed = new HashSet<>();
        for (Long id : ids) {
            indexed.addAll(indexAlone(List.of(id)));
        }
        return indexed;
    }

    /** So that a message which is too long takes no words from its neighbours. */
    private Set<Long> indexAlone(List<Long> id) throws SQLException {
        try {
            return indexStaged(id, INDEXED_TEXT);
        } catch (SQLException refused) {
            throwUnlessTooLong(refused);
            return indexStaged(id, INDEXED_TEXT_AT_WORST);
        }
    }

    private static void throwUnlessTooLong(SQLException refused) throws SQLException {
        if (!PROGRAM_LIMIT_EXCEEDED.equals(refused.getSQLState())) {
            throw refused;
        }
    }

    /** A table that lives as long as the transaction. */
    private void stage(List<Words> messages) throws SQLException, IOException {
        try (PreparedStatement create = connection.prepareStatement("""
                create temporary table if not exists incoming_text
                    (message_id bigint, subject text, body text) on commit delete rows""")) {
            create.execute();
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "incoming_text (message_id, subject, body)")) {
            for (Words message : messages) {
                copy.row(3);
                copy.bigint(message.messageId());
                copy.text(message.subject());
                copy.text(cut(message.text()));
            }
        }
    }

    private Set<Long> indexStaged(Collection<Long> ids, int characters) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (PreparedStatement index = connection.prepareStatement("""
                insert into message_search as known (message_id, vector)
                select message_id,
                       setweight(to_tsvector('english', subject), 'A')
                       || setweight(to_tsvector('english', left(body, ?)), 'D')
                  from incoming_text
                 where message_id = any (?)
                 order by message_id
                    on conflict (message_id) do update
                   set vector = excluded.vector
                 where known.vector <> excluded.vector
                returning message_id""")) {
            index.setInt(1, characters);
            index.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            Set<Long> indexed = new HashSet<>();
            try (ResultSet rows = index.executeQuery()) {
                while (rows.next()) {
                    indexed.add(rows.getLong(1));
                }
            }
            return indexed;
        } catch (SQLException refused) {
            connection.rollback(savepoint);
            throw refused;
        }
    }

    private static String cut(String text) {
        if (text.length() <= INDEXED_TEXT) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(INDEXED_TEXT - 1));
        return text.substring(0, splitsPair ? INDEXED_TEXT - 1 : INDEXED_TEXT);
    }
}
