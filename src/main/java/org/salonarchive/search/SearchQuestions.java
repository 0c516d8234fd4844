package org.salonarchive.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.AccessRule;
import org.salonarchive.archive.Remembered;
import org.salonarchive.archive.index.ChunkReader;
import org.salonarchive.archive.index.SegmentMessages;
import org.salonarchive.message.words.Language;

/**
 * The questions of a search. All that the database is asked sees the same state of it, from the first question on; what
 * is remembered is taken for that state, unless that first question shows that it is not.
 */
final class SearchQuestions {

    /** As long as the database may take for one question, a search may take in all. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int ALIKE = 3;
    private static final int FETCHED = 64;

    private static final String ROW = """
            select w.message_id, (extract(epoch from w.at) * 1000000)::bigint, w.thread_id, w.sender_id,
                   array_to_string(w.lists, ' '), w.language, w.sure, w.version, coalesce(w.parent_id, 0)
              from message_search w
            """;

    /** The addresses of those persons with several of whom some name or address is like a pattern. */
    private static final String PERSONS = """
            select member.id
              from sender member
             where coalesce(member.person_id, member.id) in (
                   select coalesce(known.person_id, known.id)
                     from sender known
                    where (known.person_id is not null
                           or exists (select from sender other where other.person_id = known.id))
                      and lower(known.proper_name || ' ' || known.name || ' ' || known.address) ~ ?)""";

    private static final String SENDERS = """
            select s.id from sender s, sender named
             where named.key_hash = ? and coalesce(s.person_id, s.id) = coalesce(named.person_id, named.id)""";

    private final SearchTransaction transaction;
    private final Remembered<Present> remembered;
    private final Cancellation cancellation;
    private final long start = System.nanoTime();
    private @Nullable Present present;

    SearchQuestions(SearchTransaction transaction, Remembered<Present> remembered, Cancellation cancellation) {
        this.transaction = transaction;
        this.remembered = remembered;
        this.cancellation = cancellation;
    }

    /** What was taken for present no longer was when the transaction began; thrown before anything is answered by it. */
    static final class Outdated extends SQLException {
        private static final long serialVersionUID = 1;
    }

    private Connection connection() throws SQLException {
        if (!transaction.hasBegun() && present != null) {
            Present now = read();
            if (!now.equals(present)) {
                present = now;
                remembered.forget();
                throw new Outdated();
            }
        }
        return transaction.connection();
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void ask(String sql, Parameters parameters, Row each) throws SQLException {
        goOn();
        ask(connection(), sql, parameters, each);
    }

    private void ask(Connection connection, String sql, Parameters parameters, Row each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            cancellation.running(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            } finally {
                cancellation.done();
            }
        }
    }

    /** @throws SQLException when nobody waits any more, or the time is over */
    void goOn() throws SQLException {
        cancellation.check();
        if (System.nanoTime() - start > LIMIT.toNanos()) {
            throw tooSlow();
        }
    }

    static SQLException tooSlow() {
        return new SQLException("The search takes more than " + LIMIT.toSeconds() + " s", SearchDatabase.CANCELLED);
    }

    /** Whether it has been so long that what is found by now should do. */
    boolean isLate() {
        return System.nanoTime() - start > cancellation.patience().toNanos();
    }

    /**
     * What a search has to know of the archive before it can ask.
     *
     * @param languages that messages are in
     * @param persons who stands for whom, where an address belongs to a person with several
     */
    record Outline(Set<Language> languages, Map<Long, Long> persons) {}

    Outline outline() throws SQLException {
        Set<Language> languages = EnumSet.noneOf(Language.class);
        Map<Long, Long> persons = new HashMap<>();
        ask(
                "select language from search_language",
                statement -> {},
                row -> Language.ofCode(row.getString(1)).ifPresent(languages::add));
        ask(
                "select id, person_id from sender where person_id is not null",
                statement -> {},
                row -> persons.put(row.getLong(1), row.getLong(2)));
        return new Outline(languages, persons);
    }

    /**
     * What there is to search.
     *
     * @param visible the lists that may be seen
     * @param firstMove the oldest change of a row that is still noted; 0 for none
     * @param lastMove the newest
     * @param segments all of them with how many messages each has, the one that begins with the newest first
     */
    record Present(Set<Integer> visible, long firstMove, long lastMove, Map<Long, Integer> segments) {}

    Present present() throws SQLException {
        Present known = present;
        if (known == null) {
            known = transaction.hasBegun() ? read() : remembered.get(this::read);
            present = known;
        }
        return known;
    }

    private Present read() throws SQLException {
        List<Present> read = new ArrayList<>();
        ask(transaction.connection(), """
                select array(select list.id from mailing_list list where %s),
                       (select coalesce(min(revision), 0) from search_moved),
                       (select coalesce(max(revision), 0) from search_moved),
                       array(select id from search_segment order by first_id desc, id desc),
                       array(select messages from search_segment order by first_id desc, id desc)
                """.formatted(AccessRule.VISIBLE), statement -> {}, row -> {
            Long[] ids = (Long[]) row.getArray(4).getArray();
            Integer[] messages = (Integer[]) row.getArray(5).getArray();
            Map<Long, Integer> segments = new LinkedHashMap<>();
            for (int i = 0; i < ids.length; i++) {
                segments.put(ids[i], messages[i]);
            }
            Integer[] visible = (Integer[]) row.getArray(1).getArray();
            read.add(new Present(Set.of(visible), row.getLong(2), row.getLong(3), segments));
        });
        return read.get(0);
    }

    /** What stands beside the words of a segment's messages. */
    Columns columns(long segment, int messages, ListSets lists) throws SQLException {
        List<SegmentMessages> members = new ArrayList<>();
        ask(
                "select members from search_segment where id = ?",
                statement -> statement.setLong(1, segment),
                row -> members.add(SegmentMessages.of(row.getBytes(1), messages)));
        long[] ids = members.get(0).ids();
        List<Columns.Row> rows = new ArrayList<>(messages);
        ask(
                ROW + " where w.message_id between ? and ?",
                statement -> {
                    statement.setLong(1, ids[0]);
                    statement.setLong(2, ids[ids.length - 1]);
                },
                row -> rows.add(beside(row, lists)));
        return new Columns(members.get(0)).with(rows);
    }

    /** Rows that have changed since a revision. */
    List<Columns.Row> moved(long since, ListSets lists) throws SQLException {
        List<Columns.Row> rows = new ArrayList<>();
        ask(
                ROW + " join search_moved moved on moved.message_id = w.message_id where moved.revision > ?",
                statement -> statement.setLong(1, since),
                row -> rows.add(beside(row, lists)));
        return rows;
    }

    private static Columns.Row beside(ResultSet row, ListSets lists) throws SQLException {
        return new Columns.Row(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                lists.code(row.getString(5)),
                Language.ofCode(row.getString(6)).orElse(Language.NONE),
                row.getBoolean(7),
                row.getLong(8),
                row.getLong(9));
    }

    /** What is done with a chunk in which a word may be. */
    @FunctionalInterface
    interface Look {
        void at(int word, int segment, ChunkReader chunk) throws SQLException;
    }

    /** The chunk of each word in each segment, where there is one. */
    void chunks(long[] segments, List<byte[]> words, boolean places, Look look) throws SQLException {
        ask(
                """
                select sought.place - 1, segment.place - 1, chunk.words, %s
                  from unnest(?) with ordinality as sought (word, place)
                 cross join unnest(?) with ordinality as segment (id, place)
                 cross join lateral (
                       select words, places from search_chunk
                        where segment_id = segment.id and first_word <= sought.word
                        order by first_word desc limit 1) as chunk""".formatted(places ? "chunk.places" : "null"),
                statement -> {
                    statement.setArray(1, connection().createArrayOf("bytea", words.toArray(byte[][]::new)));
                    statement.setObject(2, segments);
                },
                row -> look.at(row.getInt(1), row.getInt(2), chunk(row, 3)));
    }

    private ChunkReader chunk(ResultSet row, int column) throws SQLException {
        return transaction.packing().open(row.getBytes(column), row.getBytes(column + 1));
    }

    @FunctionalInterface
    interface Pass {
        void by(ChunkReader chunk) throws SQLException;
    }

    /** The chunks of a segment in which words between two may be, some at a time. */
    void chunks(long segment, byte[] from, byte[] until, boolean places, Pass pass) throws SQLException {
        goOn();
        try (PreparedStatement statement = connection().prepareStatement("""
                select words, %s from search_chunk
                 where segment_id = ? and first_word < ?
                   and first_word >= coalesce((select max(first_word) from search_chunk
                                                where segment_id = ? and first_word <= ?), '')
                 order by first_word""".formatted(places ? "places" : "null"))) {
            statement.setFetchSize(FETCHED);
            statement.setLong(1, segment);
            statement.setBytes(2, until);
            statement.setLong(3, segment);
            statement.setBytes(4, from);
            cancellation.running(statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    pass.by(chunk(rows, 1));
                    goOn();
                }
            } finally {
                cancellation.done();
            }
        }
    }

    private IdSet ids(String sql, Parameters parameters) throws SQLException {
        IdSet ids = new IdSet();
        ask(sql, parameters, row -> ids.add(row.getLong(1)));
        return ids;
    }

    /** Messages with a Message-ID. */
    IdSet messages(byte[] messageIdHash) throws SQLException {
        return ids("select id from message where message_id_hash = ?", ask -> ask.setBytes(1, messageIdHash));
    }

    /** All addresses of the person to whom an address belongs. */
    IdSet senders(byte[] key) throws SQLException {
        return ids(SENDERS, ask -> ask.setBytes(1, key));
    }

    /** All addresses of persons with several of whom some name or address is like a pattern. */
    IdSet sendersOfPersons(String pattern) throws SQLException {
        return ids(PERSONS, ask -> ask.setString(1, pattern));
    }

    /** Known words that are spelt almost so, the nearest first. */
    List<String> alike(String word) throws SQLException {
        List<String> alike = new ArrayList<>();
        ask(
                """
                select word from search_word
                 where word % ? and word <> ?
                 order by similarity(word, ?) desc, word limit ?""",
                statement -> {
                    for (int i = 1; i <= 3; i++) {
                        statement.setString(i, word);
                    }
                    statement.setInt(4, ALIKE);
                },
                row -> alike.add(row.getString(1)));
        return alike;
    }
}
