package org.salonarchive.ingest.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.salonarchive.ingest.IngestFailure;

/**
 * Sees to it that each source is read by one process at a time, over any number of machines. The clock is the
 * database's alone. A process that died on this machine is known to have; one on another machine loses its sources
 * when their time is over.
 */
@ApplicationScoped
class Leases {

    /** How long a source stays held without a word of its holder. */
    static final Duration TIME = Duration.ofSeconds(30);

    private final DataSource dataSource;
    private final Holder self = Holder.self();

    Leases(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a holder is told about a source of its own. */
    record Orders(long sourceId, long fence, boolean active, boolean askedSince) {}

    /** Takes sources whose turn it is and that nobody holds. */
    List<Lease> takeDue(int most) throws SQLException {
        freeOfTheDead();
        List<Lease> taken = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement take = connection.prepareStatement("""
                        update source set holder = ?, held_until = now() + ? * interval '1 second', fence = fence + 1
                         where id in (select id from source
                                       where state = 'active' and kind <> 'push' and due_at <= now()
                                         and held_until < now()
                                       order by due_at limit ? for update skip locked)
                        returning id, fence""")) {
            take.setString(1, self.name());
            take.setLong(2, TIME.toSeconds());
            take.setInt(3, most);
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    taken.add(new Lease(row.getLong(1), self.name(), row.getLong(2)));
                }
            }
        }
        return taken;
    }

    /** Takes one source, whatever its turn; empty when another holds it. */
    Optional<Lease> take(long sourceId) throws SQLException {
        freeOfTheDead();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement take = connection.prepareStatement("""
                        update source set holder = ?, held_until = now() + ? * interval '1 second', fence = fence + 1
                         where id = ? and held_until < now() returning fence""")) {
            take.setString(1, self.name());
            take.setLong(2, TIME.toSeconds());
            take.setLong(3, sourceId);
            try (ResultSet row = take.executeQuery()) {
                return row.next() ? Optional.of(new Lease(sourceId, self.name(), row.getLong(1))) : Optional.empty();
            }
        }
    }

    /** Whether one holds it still; if so, for {@link #TIME} from now on. */
    boolean renew(Lease lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement renew = connection.prepareStatement(
                        "update source set held_until = now() + ? * interval '1 second' where id = ? and fence = ?")) {
            renew.setLong(1, TIME.toSeconds());
            renew.setLong(2, lease.sourceId());
            renew.setLong(3, lease.fence());
            return renew.executeUpdate() == 1;
        }
    }

    /** Whether a holder is to go on, and whether somebody asked to look since it last looked. */
    Optional<Orders> orders(Lease lease, java.time.Instant since) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        "select state = 'active', asked_at > ? from source where id = ? and fence = ?")) {
            ask.setObject(1, since.atOffset(java.time.ZoneOffset.UTC));
            ask.setLong(2, lease.sourceId());
            ask.setLong(3, lease.fence());
            try (ResultSet row = ask.executeQuery()) {
                return row.next()
                        ? Optional.of(new Orders(lease.sourceId(), lease.fence(), row.getBoolean(1), row.getBoolean(2)))
                        : Optional.empty();
            }
        }
    }

    /** In the transaction of a batch: holds the source's row, so that nobody can take it before the commit. */
    static void check(Connection transaction, Lease lease) throws SQLException {
        try (PreparedStatement ask =
                transaction.prepareStatement("select 1 from source where id = ? and fence = ? for update")) {
            ask.setLong(1, lease.sourceId());
            ask.setLong(2, lease.fence());
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    throw new IngestFailure(
                            "Another process reads this source now, or it was removed; nothing was stored twice.",
                            new IllegalStateException("lease lost"));
                }
            }
        }
    }

    /** A pass went well. */
    void succeeded(Lease lease) throws SQLException {
        update("""
                update source set failures = 0, error = null, succeeded_at = now(), due_at = now()
                 where id = ? and fence = ?""", lease);
    }

    /**
     * A pass failed; the source is left, and looked at again after a pause that grows with every failure, at most an
     * hour.
     */
    void failed(Lease lease, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update source
                           set failures = failures + 1, error = ?, failed_at = now(), holder = '',
                               held_until = '-infinity',
                               due_at = now() + least(5 * power(2, least(failures, 12)), 3600) * interval '1 second'
                         where id = ? and fence = ?""")) {
            update.setString(1, reason);
            update.setLong(2, lease.sourceId());
            update.setLong(3, lease.fence());
            update.executeUpdate();
        }
    }

    /** Leaves a source to whoever comes next. */
    void release(Lease lease) throws SQLException {
        update("update source set holder = '', held_until = '-infinity' where id = ? and fence = ?", lease);
    }

    private void update(String statement, Lease lease) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setLong(1, lease.sourceId());
            update.setLong(2, lease.fence());
            update.executeUpdate();
        }
    }

    /** Sources held by processes of this machine that have ended are free at once. */
    private void freeOfTheDead() throws SQLException {
        List<String> dead = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        "select distinct holder from source where held_until >= now() and holder <> ?")) {
            ask.setString(1, self.name());
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    if (self.knowsToBeDead(row.getString(1))) {
                        dead.add(row.getString(1));
                    }
                }
            }
            if (!dead.isEmpty()) {
                try (PreparedStatement free = connection.prepareStatement(
                        "update source set holder = '', held_until = '-infinity', fence = fence + 1"
                                + " where holder = any (?)")) {
                    free.setArray(1, connection.createArrayOf("text", dead.toArray()));
                    free.executeUpdate();
                }
            }
        }
    }
}
