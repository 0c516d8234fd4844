package org.salonarchive.testing;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.salonarchive.archive.index.ChunkPacking;
import org.salonarchive.archive.index.ChunkReader;
import org.salonarchive.archive.index.Mark;
import org.salonarchive.archive.index.PostingReader;
import org.salonarchive.archive.index.SegmentMessages;

/** The words that the index has of each message, read from all its segments. */
public final class IndexedWords {

    private static final int ALL = 15;

    private IndexedWords() {}

    /** Each word of each message with its weights, how often and where it stands, in a fixed order. */
    public static Map<Long, String> of(Connection connection) throws SQLException {
        Map<Long, Long> versions = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("select message_id, version from message_search");
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                versions.put(rows.getLong(1), rows.getLong(2));
            }
        }
        Map<Long, TreeSet<String>> words = new TreeMap<>();
        try (PreparedStatement ask =
                        connection.prepareStatement("select id, messages, members from search_segment order by id");
                ResultSet rows = ask.executeQuery()) {
            while (rows.next()) {
                SegmentMessages members = SegmentMessages.of(rows.getBytes(3), rows.getInt(2));
                read(connection, rows.getLong(1), members, versions, words);
            }
        }
        Map<Long, String> lines = new TreeMap<>();
        words.forEach((message, all) -> lines.put(message, String.join("\n", all)));
        return lines;
    }

    private static void read(
            Connection connection,
            long segment,
            SegmentMessages members,
            Map<Long, Long> versions,
            Map<Long, TreeSet<String>> words)
            throws SQLException {
        try (ChunkPacking packing = new ChunkPacking();
                PreparedStatement ask = connection.prepareStatement(
                        "select words, places from search_chunk where segment_id = ? order by first_word")) {
            ask.setLong(1, segment);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    ChunkReader chunk = packing.open(rows.getBytes(1), rows.getBytes(2));
                    while (chunk.next()) {
                        String word = new String(chunk.word(), StandardCharsets.UTF_8);
                        PostingReader postings = chunk.postings();
                        while (postings.next()) {
                            long id = members.ids()[postings.message()];
                            String line = word + " " + Mark.weights(postings.mark()) + " " + Mark.times(postings.mark())
                                    + " " + Arrays.toString(postings.places(ALL));
                            if (versions.getOrDefault(id, -1L) == members.versions()[postings.message()]) {
                                words.computeIfAbsent(id, first -> new TreeSet<>())
                                        .add(line);
                            }
                        }
                    }
                }
            }
        }
    }
}
