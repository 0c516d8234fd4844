package org.salonarchive.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds, in lines that do not depend on ids or on the order of arrival, so that two
 * archives can be compared: {@link #content} for any order of arrival, {@link #everything} for the same.
 */
public final class ArchiveSnapshot {

    private static final String MESSAGES = """
            select 'message', encode(m.content_hash, 'hex'), m.message_id, m.subject, s.address, m.sender_name,
                   m.effective_at, m.date_rule, encode(parent.content_hash, 'hex'), m.parent_reason,
                   encode(first.content_hash, 'hex'), m.attachment_count
              from message m
              join sender s on s.id = m.sender_id
              left join message parent on parent.id = m.parent_id
              left join message first on first.id = m.thread_id
             order by m.content_hash""";

    private static final String FORMS = """
            select 'form', encode(r.sha256, 'hex'), r.size, r.quoting, r.fidelity, encode(m.content_hash, 'hex')
              from raw_message r join message m on m.id = r.message_id
             order by r.sha256""";

    private static final String CUTS = """
            select 'cut', encode(r.sha256, 'hex'), c.position, c.line_length, c.crlf,
                   encode(content.sha256, 'hex'), content.size
              from raw_message_cut c
              join raw_message r on r.id = c.raw_id
              full join content on content.sha256 = c.content
             order by r.sha256, c.position, content.sha256""";

    private static final String ATTACHMENTS = """
            select 'attachment', encode(r.sha256, 'hex'), a.place, a.part, a.name, a.media_type, a.size,
                   encode(a.sha256, 'hex')
              from attachment a join raw_message r on r.id = a.raw_id
             order by r.sha256, a.place""";

    private static final String LISTS = """
            select 'list', name, message_count, thread_count, sender_count, first_at, last_at
              from mailing_list order by name""";

    private static final String VOLUMES = """
            select 'volume', l.name, v.volume, v.message_count, v.first_at, v.last_at
              from list_volume v join mailing_list l on l.id = v.list_id
             order by 2, 3""";

    private static final String SENDERS = """
            select 'sender', l.name, s.address, s.name, c.message_count, c.first_at, c.last_at
              from list_sender c join mailing_list l on l.id = c.list_id join sender s on s.id = c.sender_id
             order by l.name, s.key_hash""";

    private static final String THREADS = """
            select 'thread', l.name, encode(m.content_hash, 'hex'), t.message_count, t.first_at, t.last_at
              from list_thread t join mailing_list l on l.id = t.list_id left join message m on m.id = t.thread_id
             order by 2, 3""";

    private static final String WORDS = """
            select 'words', encode(m.content_hash, 'hex'), w.words_hash, w.language, w.sure,
                   w.at = m.effective_at and w.thread_id = m.thread_id and w.sender_id = m.sender_id
                   and w.parent_id is not distinct from m.parent_id,
                   (select string_agg(l.name, ' ' order by l.name) from mailing_list l where l.id = any (w.lists))
              from message_search w join message m on m.id = w.message_id
             order by m.content_hash""";

    private static final String ADDRESSES = """
            select 'address', encode(m.address, 'hex'), encode(m.content_hash, 'hex'), l.name, c.number,
                   encode(r.sha256, 'hex')
              from list_message c
              join message m on m.id = c.message_id
              join mailing_list l on l.id = c.list_id
              join raw_message r on r.id = c.raw_id
             order by l.name, c.number""";

    private ArchiveSnapshot() {}

    /** All that must be the same for the same mail, whatever the order in which it came. */
    public static List<String> content(Connection connection) throws SQLException {
        List<String> lines =
                lines(connection, MESSAGES, FORMS, CUTS, ATTACHMENTS, LISTS, VOLUMES, SENDERS, THREADS, WORDS);
        lines.addAll(index(connection));
        return lines;
    }

    /** The same with what the order of arrival decides: addresses of repeated Message-IDs, numbers. */
    public static List<String> everything(Connection connection) throws SQLException {
        List<String> lines = content(connection);
        lines.addAll(lines(connection, ADDRESSES));
        return lines;
    }

    private static List<String> index(Connection connection) throws SQLException {
        Map<Long, String> words = IndexedWords.of(connection);
        List<String> lines = new ArrayList<>();
        try (PreparedStatement ask =
                        connection.prepareStatement("select id, encode(content_hash, 'hex') from message order by 2");
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                lines.add("indexed | " + rows.getString(2) + " | " + words.get(rows.getLong(1)));
            }
        }
        return lines;
    }

    private static List<String> lines(Connection connection, String... questions) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String question : questions) {
            try (PreparedStatement ask = connection.prepareStatement(question);
                    ResultSet rows = ask.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> line = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        line.add(String.valueOf(rows.getString(column)));
                    }
                    lines.add(String.join(" | ", line));
                }
            }
        }
        return lines;
    }
}
