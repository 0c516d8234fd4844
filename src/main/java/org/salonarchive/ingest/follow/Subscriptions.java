package org.salonarchive.ingest.follow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.ingest.Rows;
import org.salonarchive.source.Setting;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;

/** The subscribed sources. */
@ApplicationScoped
public class Subscriptions {

    /** How often a source is looked at when the operator says nothing. */
    public static final Duration USUAL_POLL = Duration.ofMinutes(5);

    private static final String COLUMNS = """
            select source.id, source.list_id, list.name, source.kind, source.settings::text, source.secrets is not null,
                   source.state = 'paused', source.poll_seconds, source.failures, source.error, source.failed_at,
                   source.succeeded_at, source.due_at, case when source.held_until > now() then source.holder end
              from source join mailing_list list on list.id = source.list_id
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataSource dataSource;
    private final SecretBox box;

    Subscriptions(DataSource dataSource, SecretBox box) {
        this.dataSource = dataSource;
        this.box = box;
    }

    /** All, by list and in the order in which they were made. */
    public List<Subscription> all() throws SQLException {
        return ask(" order by list.name, source.id");
    }

    /** Those of one list. */
    public List<Subscription> of(int listId) throws SQLException {
        return ask(" where source.list_id = ? order by source.id", listId);
    }

    /** One of them. */
    public Optional<Subscription> find(long id) throws SQLException {
        return ask(" where source.id = ?", id).stream().findFirst();
    }

    /** The source by which a list server hands over mail to this posting address, paused ones too. */
    public Optional<Subscription> handedTo(String address) throws SQLException {
        return ask(" where source.kind = 'push' and lower(source.settings ->> 'address') = lower(?)", address).stream()
                .findFirst();
    }

    /**
     * Subscribes a source; it is read at once, unless it is paused.
     *
     * @return its id
     * @throws IllegalArgumentException when the settings have a mistake; the message says it
     */
    public long add(int listId, SourceSettings settings, Duration poll) throws SQLException {
        refuse(settings.mistakes());
        refuseTakenAddress(settings, OptionalLong.empty());
        return inTransaction(transaction -> {
            long id = insert(transaction, listId, settings, poll);
            if (!settings.secrets().isEmpty()) {
                keep(transaction, id, settings.secrets());
            }
            return id;
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = work.in(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException refused) {
                connection.rollback();
                throw refused;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static long insert(Connection connection, int listId, SourceSettings settings, Duration poll)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into source (list_id, kind, settings, place, poll_seconds)
                values (?, ?, ?::jsonb, ?, ?) returning id""")) {
            insert.setInt(1, listId);
            insert.setString(2, settings.kind().word());
            insert.setString(3, json(settings.shown()));
            insert.setString(4, settings.describe());
            insert.setLong(5, poll.toSeconds());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Changes a source, which is read at once; secrets that are not said stay as they are. */
    public void change(long id, SourceSettings settings, Duration poll) throws SQLException {
        refuse(settings.mistakes());
        refuseTakenAddress(settings, OptionalLong.of(id));
        Map<String, String> secrets = completed(settings, OptionalLong.of(id)).secrets();
        inTransaction(transaction -> {
            try (PreparedStatement update = transaction.prepareStatement("""
                    update source
                       set settings = ?::jsonb, place = ?, poll_seconds = ?, error = null, failures = 0,
                           due_at = now(), asked_at = now()
                     where id = ?""")) {
                update.setString(1, json(settings.shown()));
                update.setString(2, settings.describe());
                update.setLong(3, poll.toSeconds());
                update.setLong(4, id);
                update.executeUpdate();
            }
            keep(transaction, id, secrets);
            return id;
        });
    }

    private void keep(Connection transaction, long id, Map<String, String> secrets) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("update source set secrets = ? where id = ?")) {
            update.setBytes(1, secrets.isEmpty() ? null : box.seal(id, secrets));
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    /** Keeps a secret that took the place of another, unless somebody has said a third one meanwhile. */
    void renewSecret(long id, String name, String before, String now) throws SQLException {
        inTransaction(transaction -> {
            try (PreparedStatement ask =
                    transaction.prepareStatement("select secrets from source where id = ? for update")) {
                ask.setLong(1, id);
                try (ResultSet row = ask.executeQuery()) {
                    if (row.next() && row.getBytes(1) != null) {
                        Map<String, String> secrets = new HashMap<>(box.open(id, row.getBytes(1)));
                        if (secrets.replace(name, before, now)) {
                            keep(transaction, id, secrets);
                        }
                    }
                }
            }
            return id;
        });
    }

    /** Lets a source rest, or go on at once. */
    public void pause(long id, boolean paused) throws SQLException {
        tell(
                id,
                "update source set state = '" + (paused ? "paused" : "active")
                        + "', due_at = now(), asked_at = now() where id = ?");
    }

    /** Has a source read at once, whatever its turn. */
    public void runNow(long id) throws SQLException {
        tell(id, "update source set due_at = now(), asked_at = now() where id = ?");
    }

    /** Ends a subscription; what it brought stays in the list. */
    public void remove(long id) throws SQLException {
        tell(id, "delete from source where id = ?");
    }

    private void tell(long id, String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    /** What was said about a source, with the secrets: for whoever reads it, and nobody else. */
    Optional<SourceSettings> open(long id) throws SQLException {
        Optional<Subscription> subscription = find(id);
        if (subscription.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>(subscription.get().settings().values());
        String question = "select secrets from source where id = ? and secrets is not null";
        for (byte[] sealed : Rows.ask(dataSource, row -> row.getBytes(1), question, id)) {
            values.putAll(box.open(id, sealed));
        }
        return Optional.of(new SourceSettings(subscription.get().settings().kind(), values));
    }

    /**
     * Settings together with the kept secrets of a source that they do not say anew.
     *
     * @throws IllegalArgumentException when one would be sent to another server than before; the message says it
     */
    SourceSettings completed(SourceSettings settings, OptionalLong kept) throws SQLException {
        Optional<SourceSettings> before = kept.isPresent() ? before(kept.getAsLong(), settings) : Optional.empty();
        if (before.isEmpty()) {
            return settings;
        }
        refuse(settings.misdirected(before.get()));
        return settings.keeping(before.get());
    }

    /** What is wrong with changing a source so, by setting: mistakes, and secrets that have to be entered again. */
    public Map<String, String> mistakes(long id, SourceSettings settings) throws SQLException {
        Map<String, String> mistakes = new LinkedHashMap<>(settings.mistakes());
        try {
            before(id, settings).ifPresent(before -> mistakes.putAll(settings.misdirected(before)));
        } catch (IngestFailure otherKey) {
            settings.kind().settings().stream()
                    .filter(Setting::secret)
                    .findFirst()
                    .ifPresent(secret -> mistakes.put(secret.name(), String.valueOf(otherKey.getMessage())));
        }
        return mistakes;
    }

    /** What a source was before it changes; where its secrets cannot be opened any more, those said anew count alone. */
    private Optional<SourceSettings> before(long id, SourceSettings now) throws SQLException {
        try {
            return open(id);
        } catch (IngestFailure otherKey) {
            if (now.secrets().isEmpty()) {
                throw otherKey;
            }
            return Optional.empty();
        }
    }

    private static void refuse(Map<String, String> mistakes) {
        mistakes.values().stream().findFirst().ifPresent(mistake -> {
            throw new IllegalArgumentException(mistake);
        });
    }

    /** What is handed over for a posting address goes to one list. */
    private void refuseTakenAddress(SourceSettings settings, OptionalLong self) throws SQLException {
        if (settings.kind() == SourceKind.PUSH) {
            Optional<Subscription> other = handedTo(settings.get("address"));
            if (other.isPresent() && other.get().id() != self.orElse(-1)) {
                throw new IllegalArgumentException("Mail to " + settings.get("address") + " is received for the list "
                        + other.get().list() + " already (source " + other.get().id() + ").");
            }
        }
    }

    private List<Subscription> ask(String question, Object... parameters) throws SQLException {
        return Rows.ask(dataSource, Subscriptions::subscription, COLUMNS + question, parameters);
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        SourceKind kind = SourceKind.ofWord(row.getString(4)).orElseThrow();
        return new Subscription(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                new SourceSettings(kind, values(row.getString(5))),
                row.getBoolean(6),
                row.getBoolean(7),
                Duration.ofSeconds(row.getLong(8)),
                row.getInt(9),
                Optional.ofNullable(row.getString(10)),
                Rows.instant(row, 11),
                Rows.instant(row, 12),
                Rows.instant(row, 13).orElse(Instant.EPOCH),
                Optional.ofNullable(row.getString(14)));
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static Map<String, String> values(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
