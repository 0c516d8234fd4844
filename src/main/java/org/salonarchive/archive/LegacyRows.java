package org.salonarchive.archive;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the old addresses that a batch brings, whether its messages were known or not. */
final class LegacyRows {

    /** An address and the message that had it. */
    record Row<T extends LegacyLink>(long message, T link) {}

    private final Connection connection;
    private final int listId;
    private final List<Row<LegacyLink.Page>> pages = new ArrayList<>();
    private final List<Row<LegacyLink.File>> files = new ArrayList<>();

    LegacyRows(Connection connection, int listId) {
        this.connection = connection;
        this.listId = listId;
    }

    void add(long message, List<LegacyLink> links) {
        for (LegacyLink link : links) {
            if (link instanceof LegacyLink.Page page) {
                pages.add(new Row<>(message, page));
            } else if (link instanceof LegacyLink.File file) {
                files.add(new Row<>(message, file));
            }
        }
    }

    void write() throws SQLException {
        if (!pages.isEmpty()) {
            writePages();
        }
        if (!files.isEmpty()) {
            writeFiles();
        }
    }

    /** Writers take turns, so that the generations that are counted here are those that will be there. */
    private void writePages() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into legacy_link (list_id, scheme, volume, number, generation, message_id)
                select ?, scheme, volume, number,
                       (select count(*) from legacy_link before
                         where before.list_id = ? and (before.scheme, before.volume, before.number) = (new.scheme, new.volume, new.number))
                       + row_number() over (partition by scheme, volume, number order by place) - 1,
                       message
                  from (select scheme, volume, number, message, min(place) as place
                          from unnest(?, ?, ?, ?) with ordinality as given (scheme, volume, number, message, place)
                         group by scheme, volume, number, message) as new
                 where not exists (select from legacy_link known
                                    where known.list_id = ? and (known.scheme, known.volume, known.number, known.message_id)
                                                              = (new.scheme, new.volume, new.number, new.message))""")) {
            insert.setInt(1, listId);
            insert.setInt(2, listId);
            insert.setArray(
                    3,
                    array("text", pages.stream().map(row -> row.link().scheme().word())));
            insert.setArray(
                    4, array("text", pages.stream().map(row -> row.link().volume())));
            insert.setArray(
                    5, array("integer", pages.stream().map(row -> row.link().number())));
            insert.setArray(6, array("bigint", pages.stream().map(Row::message)));
            insert.setInt(7, listId);
            insert.executeUpdate();
        }
    }

    private void writeFiles() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into legacy_file (list_id, path_hash, message_id, path, sha256)
                select ?, * from unnest(?, ?, ?, ?)
                    on conflict do nothing""")) {
            insert.setInt(1, listId);
            insert.setArray(2, bytes(link -> pathHash(link.path())));
            insert.setArray(3, array("bigint", files.stream().map(Row::message)));
            insert.setArray(
                    4, array("text", files.stream().map(row -> row.link().path())));
            insert.setArray(5, bytes(link -> HexFormat.of().parseHex(link.sha256())));
            insert.executeUpdate();
        }
    }

    /** By which a path is found. */
    static byte[] pathHash(String path) {
        return Arrival.digest("SHA-1", path.getBytes(StandardCharsets.UTF_8));
    }

    private Array bytes(Function<LegacyLink.File, byte[]> of) throws SQLException {
        return KnownRows.byteas(
                connection, files.stream().map(row -> of.apply(row.link())).toList());
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
