package org.salonarchive.archive;

import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The dictionaries of this archive. The first is made of its own mail as soon as there is enough of it; until then
 * messages are packed each for itself.
 */
@ApplicationScoped
public class Dictionaries {

    private static final Logger LOG = Logger.getLogger(Dictionaries.class);

    /** Messages that one is made of. */
    private static final int MAILS = 2_000;
    /** Bytes of each of them that are looked at. */
    private static final int BYTES_OF_MAIL = 16 << 10;

    private static final int SAMPLE_BYTES = MAILS * BYTES_OF_MAIL / 2;
    private static final int SIZE = 256 << 10;

    private final DataSource dataSource;
    private final Map<Long, Dictionary> known = new ConcurrentHashMap<>();
    private volatile Dictionary newest = Dictionary.NONE;
    private volatile long enough = MAILS;

    Dictionaries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The one to pack with, as far as {@link #look} has seen. */
    public Dictionary newest() {
        return newest;
    }

    /** The one that a frame was packed with. */
    Dictionary of(byte[] frame) {
        long id = Zstandard.dictionaryOf(frame);
        return id == 0 ? Dictionary.NONE : known.computeIfAbsent(id, this::read);
    }

    private Dictionary read(long id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("select bytes from dictionary where id = ?")) {
            ask.setLong(1, id);
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("Messages were packed with dictionary " + id
                            + ", which the database does not have (table dictionary); restore it from a backup");
                }
                return Dictionary.of(id, row.getBytes(1));
            }
        } catch (SQLException fault) {
            throw new IllegalStateException("Dictionary " + id + " could not be read: " + fault.getMessage(), fault);
        }
    }

    /**
     * Looks whether there is one by now, and makes the first where there is enough mail for it. Asks little where there
     * is one already.
     */
    public void look() throws SQLException {
        if (!newest.isNone()) {
            return;
        }
        long id;
        boolean useful;
        try (Connection connection = dataSource.getConnection()) {
            id = stored(connection);
            useful = id == 0 && number(connection, "select max(id) from raw_message") >= enough;
        }
        if (useful) {
            id = WritersTurn.take(dataSource, this::make);
        }
        if (id != 0) {
            newest = known.computeIfAbsent(id, this::read);
        }
    }

    private static long stored(Connection connection) throws SQLException {
        return number(connection, "select id from dictionary order by made_at desc, id desc limit 1");
    }

    private static long number(Connection connection, String question) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(question);
                ResultSet row = ask.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * The one that another process made meanwhile, or a new one. Mails that have nothing in common make none; it is
     * tried again when there are twice as many.
     */
    private long make(Connection connection) throws SQLException {
        long made = stored(connection);
        if (made != 0) {
            return made;
        }
        ZstdDictTrainer trainer = new ZstdDictTrainer(SAMPLE_BYTES, SIZE, Zstandard.LEVEL);
        sample(connection, trainer);
        byte[] bytes;
        try {
            bytes = trainer.trainSamples();
        } catch (ZstdException unlike) {
            LOG.debugf("No dictionary could be made: %s", unlike.getMessage());
            enough *= 2;
            return 0;
        }
        long id = Zstandard.numberOf(bytes);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into dictionary (id, bytes) values (?, ?)")) {
            insert.setLong(1, id);
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        }
        return id;
    }

    private static void sample(Connection connection, ZstdDictTrainer trainer) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("select bytes from raw_message where size <= ? order by id desc limit ?")) {
            ask.setInt(1, 4 * BYTES_OF_MAIL);
            ask.setInt(2, MAILS);
            ask.setFetchSize(MAILS / 10);
            try (ResultSet row = ask.executeQuery()) {
                boolean room = true;
                while (room && row.next()) {
                    byte[] mail = Zstandard.expand(row.getBytes(1), Dictionary.NONE);
                    room = trainer.addSample(mail.length <= BYTES_OF_MAIL ? mail : Arrays.copyOf(mail, BYTES_OF_MAIL));
                }
            }
        }
    }
}
