package org.salonarchive.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Writes rows by {@code COPY … FROM STDIN (FORMAT binary)}: no text escapes, and bytes go as they are.
 * Columns are written in the order of the statement; after the last row the copy must be closed.
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int BUFFER_BYTES = 1 << 16;
    /** PostgreSQL counts microseconds from 2000-01-01. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;

    private static final int INTEGER_OID = 23;
    private static final int TEXT_OID = 25;

    private final DataOutputStream out;

    /** Begins to copy into {@code table (columns)}; names are ours, never a message's. */
    BinaryCopy(Connection connection, String tableAndColumns) throws SQLException {
        try {
            String sql = "copy " + tableAndColumns + " from stdin (format binary)";
            out = new DataOutputStream(
                    new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql, BUFFER_BYTES));
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        } catch (IOException broken) {
            throw asSql(broken);
        }
    }

    void row(int columns) throws IOException {
        out.writeShort(columns);
    }

    void smallint(OptionalInt value) throws IOException {
        if (value.isEmpty()) {
            absent();
            return;
        }
        out.writeInt(Short.BYTES);
        out.writeShort(value.getAsInt());
    }

    void bool(boolean value) throws IOException {
        out.writeInt(1);
        out.writeBoolean(value);
    }

    void integer(int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
    }

    void bigint(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    void bigint(OptionalLong value) throws IOException {
        if (value.isEmpty()) {
            absent();
            return;
        }
        bigint(value.getAsLong());
    }

    void text(String value) throws IOException {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void textOrNull(String value) throws IOException {
        if (value.isEmpty()) {
            absent();
            return;
        }
        text(value);
    }

    void bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    void instant(Instant value) throws IOException {
        bigint(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - POSTGRES_EPOCH_SECONDS, 1_000_000L),
                value.getNano() / 1_000L));
    }

    void instant(Optional<Instant> value) throws IOException {
        if (value.isEmpty()) {
            absent();
            return;
        }
        instant(value.get());
    }

    void texts(List<String> values) throws IOException {
        List<byte[]> encoded =
                values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList();
        array(TEXT_OID, encoded.size(), encoded.stream().mapToInt(v -> v.length).sum());
        for (byte[] value : encoded) {
            bytes(value);
        }
    }

    void integers(int... values) throws IOException {
        array(INTEGER_OID, values.length, Integer.BYTES * values.length);
        for (int value : values) {
            integer(value);
        }
    }

    /** The head of an array of one dimension, or of none where it is empty; its elements follow. */
    private void array(int type, int length, int elementBytes) throws IOException {
        boolean empty = length == 0;
        out.writeInt(empty ? 12 : 20 + Integer.BYTES * length + elementBytes);
        out.writeInt(empty ? 0 : 1);
        out.writeInt(0);
        out.writeInt(type);
        if (!empty) {
            out.writeInt(length);
            out.writeInt(1);
        }
    }

    private void absent() throws IOException {
        out.writeInt(-1);
    }

    /** Ends the copy; PostgreSQL takes the rows only now. */
    @Override
    public void close() throws SQLException {
        try {
            out.writeShort(-1);
            out.close();
        } catch (IOException broken) {
            throw asSql(broken);
        }
    }

    /** The driver wraps what the server said; the server's own words and state are what is wanted. */
    static SQLException asSql(IOException broken) {
        return broken.getCause() instanceof SQLException cause ? cause : new SQLException(broken.getMessage(), broken);
    }
}
