package org.salonarchive.ingest.push;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.follow.Subscription;
import org.salonarchive.ingest.follow.Subscriptions;
import org.salonarchive.message.MessageId;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.PostgresResource;

/** Lists that mail is handed over to, and what became of it. */
@ApplicationScoped
class Lists {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailingLists lists;
    private final Subscriptions subscriptions;
    private final DataSource dataSource;

    Lists(MailingLists lists, Subscriptions subscriptions, DataSource dataSource) {
        this.lists = lists;
        this.subscriptions = subscriptions;
        this.dataSource = dataSource;
    }

    /** A list of this name with the posting address {@code name@lists.example.org}, made if there is none. */
    String make(String name) throws SQLException {
        String address = name + "@lists.example.org";
        if (subscriptions.handedTo(address).isEmpty()) {
            int list = lists.make(name, "The list " + name, "For tests.");
            subscriptions.add(
                    list, new SourceSettings(SourceKind.PUSH, Map.of("address", address)), Subscriptions.USUAL_POLL);
        }
        return address;
    }

    void pause(String address, boolean paused) throws SQLException {
        Subscription subscription = subscriptions.handedTo(address).orElseThrow();
        subscriptions.pause(subscription.id(), paused);
    }

    /** Asks for the bytes of a message in this list and no other. */
    static Response get(String list, String messageId) {
        String id = new MessageId(messageId).hash().base32();
        return given().redirects().follow(false).get("/" + list + "/message/" + id + "/raw");
    }

    /** SHA-256 and size of what was put aside last. */
    Optional<String> lastPutAside(String list) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        select q.sha256, q.size from quarantine q join mailing_list l on l.id = q.list_id
                         where l.name = ? order by q.id desc limit 1""")) {
            ask.setString(1, list);
            try (ResultSet row = ask.executeQuery()) {
                return row.next()
                        ? Optional.of(HexFormat.of().formatHex(row.getBytes(1)) + " " + row.getLong(2))
                        : Optional.empty();
            }
        }
    }

    /** Takes the database away from the application until the result is closed. */
    Outage outage() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select current_database()")) {
            row.next();
            return new Outage(PostgresResource.fresh().dataSource(), row.getString(1));
        }
    }

    static final class Outage implements AutoCloseable {
        private final DataSource server;
        private final String database;

        private Outage(DataSource server, String database) throws SQLException {
            this.server = server;
            this.database = database;
            execute("alter database " + database + " with allow_connections false");
            execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
        }

        private void execute(String statement) throws SQLException {
            try (Connection connection = server.getConnection();
                    Statement executor = connection.createStatement()) {
                executor.execute(statement);
            }
        }

        @Override
        public void close() throws SQLException {
            execute("alter database " + database + " with allow_connections true");
        }
    }

    /** Temporary files of mail on its way in. */
    static long temporaryFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("salon-push"))
                    .count();
        }
    }

    /** Waits for something that happens elsewhere. */
    static void await(String what, Callable<Boolean> condition) throws Exception {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("It did not come true: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
