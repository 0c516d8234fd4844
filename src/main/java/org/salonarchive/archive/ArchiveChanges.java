package org.salonarchive.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Whether what pages show has changed, by whichever program: the database tells it (triggers, {@code V17}), and one
 * connection listens. What it hears of is heard by all that hold its {@link #number()}, within milliseconds.
 */
@ApplicationScoped
public class ArchiveChanges {

    private static final Logger LOG = Logger.getLogger(ArchiveChanges.class);
    private static final String CHANNEL = "salon_change";

    /** Before what a listener sends to itself, so as to know that it would hear others. */
    private static final String BEAT = "beat ";

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(10);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    private static final int WAIT_MILLIS = 500;

    private final DataSource dataSource;
    private final AtomicLong number = new AtomicLong();
    private volatile boolean listening;
    private volatile boolean stopped;

    ArchiveChanges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** As long as it is the same, nothing has changed; empty when nobody listens, so that everything may have. */
    public OptionalLong number() {
        long now = number.get();
        return listening ? OptionalLong.of(now) : OptionalLong.empty();
    }

    /** Somebody who listens. */
    public interface Listening extends AutoCloseable {

        /** Listens no more. */
        @Override
        void close();
    }

    /** Listens from now on; one at a time. */
    public Listening listen() {
        stopped = false;
        Thread thread = new Thread(this::run, "salon-changes");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void run() {
        boolean told = false;
        while (!stopped) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                told = false;
                try {
                    hear(connection.unwrap(PGConnection.class));
                } finally {
                    statement.execute("unlisten " + CHANNEL);
                }
            } catch (SQLException fault) {
                if (!told && !stopped) {
                    LOG.warnf("Pages are not kept in memory while the database is away: %s", fault.getMessage());
                    told = true;
                }
                sleep();
            } finally {
                listening = false;
                number.incrementAndGet();
            }
        }
    }

    private void sleep() {
        try {
            Thread.sleep(HEARD_WITHIN.toMillis());
        } catch (InterruptedException ended) {
            stopped = true;
        }
    }

    /** Some connections look whole and bring nothing: one whose other end is gone, one that a pool shares out. */
    private void hear(PGConnection connection) throws SQLException {
        while (!stopped) {
            String beat = BEAT + UUID.randomUUID();
            tell(beat);
            Instant sent = Instant.now();
            boolean heard = false;
            while (!stopped && Instant.now().isBefore(sent.plus(BETWEEN_BEATS))) {
                for (PGNotification notification : connection.getNotifications(WAIT_MILLIS)) {
                    heard |= notification.getParameter().equals(beat);
                    if (!notification.getParameter().startsWith(BEAT)) {
                        number.incrementAndGet();
                    }
                }
                if (heard != listening && (heard || Instant.now().isAfter(sent.plus(HEARD_WITHIN)))) {
                    number.incrementAndGet();
                    listening = heard;
                }
            }
        }
    }

    private void tell(String beat) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, beat);
            notify.execute();
        }
    }
}
