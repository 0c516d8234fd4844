package org.salonarchive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.salonarchive.archive.Arrival;
import org.salonarchive.archive.BulkWriter;
import org.salonarchive.archive.Fidelity;
import org.salonarchive.archive.LegacyLink;
import org.salonarchive.archive.Receipt;
import org.salonarchive.archive.Zstandard;
import org.salonarchive.source.SourceLimits;

/** What could not be archived: shown with the reason, its bytes to be had, to be tried again. */
@ApplicationScoped
public class Quarantine {

    private static final String COLUMNS = """
            select q.id, q.list_id, list.name, q.source, q.position, q.reason, q.size, q.created_at
              from quarantine q join mailing_list list on list.id = q.list_id
            """;

    private final DataSource dataSource;
    private final BulkWriter writer;
    private final ParseStages stages;

    Quarantine(DataSource dataSource, BulkWriter writer, ParseStages stages) {
        this.dataSource = dataSource;
        this.writer = writer;
        this.stages = stages;
    }

    /**
     * Something put aside.
     *
     * @param position where in the source it stood
     * @param reason why, a sentence
     * @param size of its bytes; 0 where nothing could be read
     */
    public record Entry(
            long id,
            int listId,
            String list,
            String source,
            long position,
            String reason,
            long size,
            Instant createdAt) {}

    /** What became of another try. */
    public enum Retried {
        ARCHIVED,
        /** It stays, perhaps with another reason. */
        STILL_REFUSED,
        /** There were no bytes to try. */
        NOTHING_TO_TRY
    }

    /** How much is put aside. */
    public long count() throws SQLException {
        return Rows.ask(dataSource, row -> row.getLong(1), "select count(*) from quarantine")
                .get(0);
    }

    /**
     * The newest.
     *
     * @param before only those with a lower id, for the next page; {@link Long#MAX_VALUE} for the first
     */
    public List<Entry> before(long before, int most) throws SQLException {
        return ask(" where q.id < ? order by q.id desc limit ?", before, most);
    }

    /** One of them. */
    public Optional<Entry> find(long id) throws SQLException {
        return ask(" where q.id = ?", id).stream().findFirst();
    }

    /** Writes its bytes as they came, a piece at a time. */
    public void copy(long id, OutputStream to) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        "select bytes from quarantine_piece where quarantine_id = ? and piece = ?")) {
            ask.setLong(1, id);
            for (int piece = 0; writePiece(ask, piece, to); piece++) {
                // One after the other, however many there are.
            }
        }
    }

    private static boolean writePiece(PreparedStatement ask, int piece, OutputStream to)
            throws SQLException, IOException {
        ask.setInt(2, piece);
        try (ResultSet row = ask.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            to.write(Zstandard.expand(row.getBytes(1)));
            return true;
        }
    }

    /**
     * Tries again to archive it, with what Salon can read today. What succeeds is no longer here, in the same
     * transaction.
     */
    public Retried retry(long id) throws SQLException {
        Optional<Entry> found = find(id);
        if (found.isEmpty() || found.get().size() == 0) {
            return Retried.NOTHING_TO_TRY;
        }
        Entry entry = found.get();
        if (entry.size() > SourceLimits.MESSAGE_BYTES) {
            return refuse(id, "The message has " + entry.size() + " bytes, more than Salon takes as one message.");
        }
        try {
            Arrival arrival = stages.of(entry.listId(), entry.createdAt()).arrival(bytes(id), receipt(id));
            writer.write(entry.listId(), List.of(arrival), (transaction, result) -> remove(transaction, id));
            return Retried.ARCHIVED;
        } catch (SQLException refused) {
            if (DatabasePatience.isAway(refused)) {
                throw refused;
            }
            return refuse(id, "The database refused the message: " + refused.getMessage());
        } catch (RuntimeException | StackOverflowError fault) {
            return refuse(id, "The message could not be parsed: " + fault);
        }
    }

    private Receipt receipt(long id) throws SQLException {
        return Rows.ask(dataSource, Quarantine::receipt, """
                        select source, position, separator, quoting, fidelity, received_at, legacy_link
                          from quarantine where id = ?""", id).get(0);
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString(1),
                row.getLong(2),
                row.getBytes(3),
                row.getString(4),
                Fidelity.ofColumn(row.getInt(5)),
                Rows.instant(row, 6),
                Stream.of((String[]) row.getArray(7).getArray())
                        .flatMap(line -> LegacyLink.parse(line).stream())
                        .toList());
    }

    private byte[] bytes(long id) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            copy(id, bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private Retried refuse(long id, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update quarantine set reason = ? where id = ?")) {
            update.setString(1, reason);
            update.setLong(2, id);
            update.executeUpdate();
        }
        return Retried.STILL_REFUSED;
    }

    /** Forgets it and its bytes, because the operator says that it is no loss. */
    public void discard(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            remove(connection, id);
        }
    }

    private static void remove(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from quarantine where id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }

    private List<Entry> ask(String question, Object... parameters) throws SQLException {
        return Rows.ask(dataSource, Quarantine::entry, COLUMNS + question, parameters);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getLong(7),
                Rows.instant(row, 8).orElseThrow());
    }
}
