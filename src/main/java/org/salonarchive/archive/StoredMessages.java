package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.salonarchive.message.words.Language;

/** Walks over all messages as they are stored, whoever may see them, in the order of their ids. */
@ApplicationScoped
public class StoredMessages {

    private static final String ROWS = "select m.id, m.archived_at, " + Derived.COLUMNS + """
            , exists (select from list_message lm
                       where lm.message_id = m.id and lm.effective_at <> m.effective_at) as misfiled,
              (select min(list.language) from list_message lm join mailing_list list on list.id = lm.list_id
                where lm.message_id = m.id and list.language <> '') as language
              from message m join sender s on s.id = m.sender_id""";

    private final DataSource dataSource;

    StoredMessages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many there are, in one list or in all. */
    public long count(OptionalInt list) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        list.isPresent()
                                ? "select count(*) from list_message where list_id = ?"
                                : "select count(*) from message")) {
            setList(ask, 1, list);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * The next messages of one list or of all.
     *
     * @param after the id of the last message before them
     * @param messages how many, at most
     * @param bytes of them together; a single larger one comes alone
     */
    public List<StoredMessage> after(OptionalInt list, long after, int messages, long bytes) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<StoredMessage> rows = rows(connection, list, after, messages);
            int count = 0;
            long size = 0;
            while (count < rows.size() && (count == 0 || size + rows.get(count).size() <= bytes)) {
                size += rows.get(count++).size();
            }
            return rows.subList(0, count);
        }
    }

    /** Messages by id, in its order, as a transaction sees them. */
    static List<StoredMessage> of(Connection connection, Collection<Long> ids) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(ROWS + " where m.id = any (?) order by m.id")) {
            ask.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            return rows(connection, ask);
        }
    }

    /** The forms that messages are made of, by the message's id. */
    static Map<Long, Long> bestForms(Connection connection, Collection<Long> messages) throws SQLException {
        Map<Long, Long> best = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                select distinct on (message_id) message_id, id
                  from raw_message where message_id = any (?) order by message_id, fidelity, id""")) {
            ask.setArray(1, connection.createArrayOf("bigint", messages.toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    best.put(row.getLong(1), row.getLong(2));
                }
            }
        }
        return best;
    }

    private static List<StoredMessage> rows(Connection connection, OptionalInt list, long after, int messages)
            throws SQLException {
        String inList = list.isEmpty()
                ? ""
                : " and exists (select from list_message lm where lm.message_id = m.id and lm.list_id = ?)";
        try (PreparedStatement ask =
                connection.prepareStatement(ROWS + " where m.id > ?" + inList + " order by m.id limit ?")) {
            ask.setLong(1, after);
            ask.setInt(setList(ask, 2, list), messages);
            return rows(connection, ask);
        }
    }

    private static List<StoredMessage> rows(Connection connection, PreparedStatement ask) throws SQLException {
        Map<Long, List<StoredMessage.Form>> forms = new HashMap<>();
        List<StoredMessage> stored = new ArrayList<>();
        try (ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                long id = row.getLong("id");
                stored.add(new StoredMessage(
                        id,
                        row.getObject("archived_at", OffsetDateTime.class).toInstant(),
                        Derived.of(row),
                        row.getBoolean("misfiled"),
                        Optional.ofNullable(row.getString("language")).flatMap(Language::ofCode),
                        forms.computeIfAbsent(id, none -> new ArrayList<>())));
            }
        }
        addForms(connection, stored, forms);
        return stored;
    }

    /** Returns the number of the next parameter. */
    private static int setList(PreparedStatement statement, int parameter, OptionalInt list) throws SQLException {
        if (list.isEmpty()) {
            return parameter;
        }
        statement.setInt(parameter, list.getAsInt());
        return parameter + 1;
    }

    private static void addForms(
            Connection connection, List<StoredMessage> rows, Map<Long, List<StoredMessage.Form>> forms)
            throws SQLException {
        Object[] ids = rows.stream().map(StoredMessage::id).toArray();
        Map<Long, List<Attachment>> attachments = attachments(connection, ids);
        try (PreparedStatement ask = connection.prepareStatement("""
                select id, message_id, sha256, size, source, position, separator, quoting, fidelity, received_at
                  from raw_message where message_id = any (?) order by message_id, fidelity, id""")) {
            ask.setArray(1, connection.createArrayOf("bigint", ids));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    Receipt receipt = new Receipt(
                            row.getString("source"),
                            row.getLong("position"),
                            row.getBytes("separator"),
                            row.getString("quoting"),
                            Fidelity.ofColumn(row.getInt("fidelity")),
                            Optional.ofNullable(row.getObject("received_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            List.of());
                    forms.get(row.getLong("message_id"))
                            .add(new StoredMessage.Form(
                                    row.getLong("id"),
                                    row.getBytes("sha256"),
                                    row.getInt("size"),
                                    receipt,
                                    attachments.getOrDefault(row.getLong("id"), List.of())));
                }
            }
        }
    }

    private static Map<Long, List<Attachment>> attachments(Connection connection, Object[] messages)
            throws SQLException {
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("""
                select a.raw_id, a.part, a.name, a.media_type, a.size, a.sha256
                  from attachment a join raw_message r on r.id = a.raw_id
                 where r.message_id = any (?) order by a.raw_id, a.place""")) {
            ask.setArray(1, connection.createArrayOf("bigint", messages));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    attachments
                            .computeIfAbsent(row.getLong(1), form -> new ArrayList<>())
                            .add(new Attachment(
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getLong(5),
                                    HexFormat.of().formatHex(row.getBytes(6))));
                }
            }
        }
        return attachments;
    }
}
