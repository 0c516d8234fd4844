package org.salonarchive.archive;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.salonarchive.archive.index.Chunk;
import org.salonarchive.archive.index.ChunkSource;
import org.salonarchive.archive.index.SegmentBuilder;
import org.salonarchive.archive.index.SegmentMerge;
import org.salonarchive.archive.index.SegmentMessages;

/**
 * Writes the index of words: a segment for each batch, and in place of several segments one, as soon as together they
 * are as much as the next size. So a search looks into few, and each word is written anew a few times only.
 */
final class SearchSegments {

    /** No segment has more messages. */
    private static final int MOST = 16_384;

    /** So few messages at once are mail that comes singly. */
    private static final int SINGLY = 16;

    private static final int FEWEST = 8;
    private static final int STEP = 8;

    /** What comes in batches is merged when it is so many of them, so that little is written more than twice. */
    private static final int LARGER = 32;

    private static final int FETCHED = 32;
    private static final int WRITTEN = 64;

    private final Connection connection;

    SearchSegments(Connection connection) {
        this.connection = connection;
    }

    /**
     * The words of a message.
     *
     * @param places as {@link MessageWords} has them
     * @param size how many
     */
    record Member(long id, byte[] places, int size) {}

    /** A segment as the table has it. */
    private record Segment(long id, int messages) {}

    /** The name of the next segment, which is also the version of the words in it. */
    long next() throws SQLException {
        return ReservedIds.of(connection, "search_segment_id_seq", 1).next();
    }

    /** Writes a segment of this name. */
    void add(long id, List<Member> members) throws SQLException, IOException {
        List<Member> sorted =
                members.stream().sorted(Comparator.comparingLong(Member::id)).toList();
        long[] versions = new long[sorted.size()];
        Arrays.fill(versions, id);
        insert(
                id,
                new SegmentMessages(
                        sorted.stream().mapToLong(Member::id).toArray(),
                        versions,
                        sorted.stream().mapToInt(Member::size).toArray()));
        SegmentBuilder builder = new SegmentBuilder();
        sorted.forEach(member -> builder.add(member.places()));
        try (BinaryCopy copy = new BinaryCopy(connection, "search_chunk (segment_id, first_word, words, places)")) {
            builder.write(chunk -> {
                copy.row(4);
                copy.bigint(id);
                copy.bytes(chunk.firstWord());
                copy.bytes(chunk.words());
                copy.bytes(chunk.places());
            });
        }
    }

    private void insert(long id, SegmentMessages members) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into search_segment (id, first_id, last_id, messages, members) values (?, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setLong(2, members.ids()[0]);
            insert.setLong(3, members.ids()[members.count() - 1]);
            insert.setInt(4, members.count());
            insert.setBytes(5, members.bytes());
            insert.executeUpdate();
        }
    }

    /**
     * Merges what has become enough, after so many messages have come at once: of mail that comes singly a little now
     * and then, of much that comes together only what becomes large.
     *
     * @return how many messages were written anew
     */
    int mergeAfter(int messages) throws SQLException {
        int least = FEWEST;
        while (messages > SINGLY && least < MOST && least < LARGER * (long) messages) {
            least *= STEP;
        }
        return merge(Math.min(least, MOST));
    }

    /**
     * Merges what is small, if that is more than a few segments, whether it is enough or not.
     *
     * @return how many messages were written anew
     */
    int settle() throws SQLException {
        int written = merge(FEWEST);
        List<Segment> small = new ArrayList<>();
        for (Segment segment : segments(0, Long.MAX_VALUE)) {
            boolean follows = segment.messages() < MOST / 2 && messages(small) + segment.messages() <= MOST;
            if (!follows) {
                written += merge(small.size() > STEP ? small : List.of());
                small.clear();
            }
            if (segment.messages() < MOST / 2) {
                small.add(segment);
            }
        }
        return written + merge(small.size() > STEP ? small : List.of());
    }

    private static int messages(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::messages).sum();
    }

    private int merge(int least) throws SQLException {
        List<Segment> all = segments(0, Long.MAX_VALUE);
        int written = 0;
        for (int size = least; size < MOST * STEP; size *= STEP) {
            List<Segment> run = enough(all, Math.min(size, MOST));
            if (!run.isEmpty()) {
                written += merge(run);
                all = segments(0, Long.MAX_VALUE);
            }
        }
        return written;
    }

    /** The first smaller ones that follow one another and together are so many, or would become too many. */
    private static List<Segment> enough(List<Segment> all, int size) {
        List<Segment> run = new ArrayList<>();
        int messages = 0;
        for (Segment segment : all) {
            boolean full = messages + segment.messages() > MOST;
            if (run.size() > 1 && (messages >= size || full && 2 * messages >= size)) {
                return run;
            }
            if (segment.messages() >= size || full) {
                run.clear();
                messages = 0;
            }
            if (segment.messages() < size) {
                run.add(segment);
                messages += segment.messages();
            }
        }
        return run.size() > 1 && messages >= size ? run : List.of();
    }

    /** Where messages have new words: deletes what is out of date, writes anew what is so for the most part. */
    void tidy(long firstId, long lastId) throws SQLException {
        for (Segment segment : segments(firstId, lastId)) {
            int[] numbers = living(members(segment));
            long alive = Arrays.stream(numbers).filter(number -> number >= 0).count();
            if (2 * alive < segment.messages()) {
                merge(List.of(segment));
            }
        }
    }

    /** Those that may have messages from one on to another, in the order of their first ones. */
    private List<Segment> segments(long firstId, long lastId) throws SQLException {
        List<Segment> segments = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(
                "select id, messages from search_segment where last_id >= ? and first_id <= ? order by first_id")) {
            ask.setLong(1, firstId);
            ask.setLong(2, lastId);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    segments.add(new Segment(rows.getLong(1), rows.getInt(2)));
                }
            }
        }
        return segments;
    }

    private SegmentMessages members(Segment segment) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select members from search_segment where id = ?")) {
            ask.setLong(1, segment.id());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return SegmentMessages.of(row.getBytes(1), segment.messages());
            }
        }
    }

    /** Its number for each message that is not out of date, -1 for others. */
    private int[] living(SegmentMessages members) throws SQLException {
        int[] numbers = new int[members.count()];
        Arrays.fill(numbers, -1);
        try (PreparedStatement ask = connection.prepareStatement("select message_id, version from message_search"
                + " where message_id between ? and ? order by message_id")) {
            ask.setLong(1, members.ids()[0]);
            ask.setLong(2, members.ids()[members.count() - 1]);
            ask.setFetchSize(MOST);
            try (ResultSet rows = ask.executeQuery()) {
                int at = 0;
                while (rows.next() && at < numbers.length) {
                    long id = rows.getLong(1);
                    while (at < numbers.length && members.ids()[at] < id) {
                        at++;
                    }
                    if (at < numbers.length && members.ids()[at] == id && members.versions()[at] == rows.getLong(2)) {
                        numbers[at] = at;
                    }
                }
            }
        }
        return numbers;
    }

    private record Kept(long id, long version, int size, int part, int number) {}

    private int merge(List<Segment> run) throws SQLException {
        if (run.isEmpty()) {
            return 0;
        }
        List<Kept> kept = new ArrayList<>();
        List<int[]> numbers = new ArrayList<>();
        for (int part = 0; part < run.size(); part++) {
            SegmentMessages members = members(run.get(part));
            numbers.add(living(members));
            for (int i = 0; i < members.count(); i++) {
                if (numbers.get(part)[i] >= 0) {
                    kept.add(new Kept(members.ids()[i], members.versions()[i], members.sizes()[i], part, i));
                }
            }
        }
        kept.sort(Comparator.comparingLong(Kept::id));
        for (int i = 0; i < kept.size(); i++) {
            numbers.get(kept.get(i).part())[kept.get(i).number()] = i;
        }
        if (!kept.isEmpty()) {
            long id = next();
            insert(
                    id,
                    new SegmentMessages(
                            kept.stream().mapToLong(Kept::id).toArray(),
                            kept.stream().mapToLong(Kept::version).toArray(),
                            kept.stream().mapToInt(Kept::size).toArray()));
            mergeChunks(id, run, numbers);
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from search_segment where id = any (?)")) {
            delete.setObject(1, run.stream().mapToLong(Segment::id).toArray());
            delete.executeUpdate();
        }
        return kept.size();
    }

    private void mergeChunks(long id, List<Segment> run, List<int[]> numbers) throws SQLException {
        List<StoredChunks> sources = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into search_chunk (segment_id, first_word, words, places) values (?, ?, ?, ?)")) {
            List<SegmentMerge.Part<SQLException>> parts = new ArrayList<>();
            for (int part = 0; part < run.size(); part++) {
                sources.add(new StoredChunks(connection, run.get(part).id()));
                parts.add(new SegmentMerge.Part<>(sources.get(part), numbers.get(part)));
            }
            int[] waiting = {0};
            SegmentMerge.merge(parts, chunk -> {
                insert.setLong(1, id);
                insert.setBytes(2, chunk.firstWord());
                insert.setBytes(3, chunk.words());
                insert.setBytes(4, chunk.places());
                insert.addBatch();
                if (++waiting[0] % WRITTEN == 0) {
                    insert.executeBatch();
                }
            });
            insert.executeBatch();
        } finally {
            for (StoredChunks source : sources) {
                source.close();
            }
        }
    }

    /** The chunks of a segment, some at a time. */
    private static final class StoredChunks implements ChunkSource<SQLException>, AutoCloseable {

        private final PreparedStatement ask;
        private final ResultSet rows;

        StoredChunks(Connection connection, long segment) throws SQLException {
            ask = connection.prepareStatement(
                    "select first_word, words, places from search_chunk where segment_id = ? order by first_word");
            ask.setFetchSize(FETCHED);
            ask.setLong(1, segment);
            rows = ask.executeQuery();
        }

        @Override
        public Optional<Chunk> next() throws SQLException {
            return rows.next()
                    ? Optional.of(new Chunk(rows.getBytes(1), rows.getBytes(2), rows.getBytes(3)))
                    : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            ask.close();
        }
    }
}
