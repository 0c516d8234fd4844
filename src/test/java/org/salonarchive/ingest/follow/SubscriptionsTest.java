package org.salonarchive.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.PostgresResource;

/** Subscriptions keep what was said, hide what is secret, and each is held by one process at a time. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SubscriptionsTest {

    private static final Duration POLL = Duration.ofMinutes(5);

    private final Subscriptions subscriptions;
    private final Leases leases;
    private final DataSource database;
    private final MailingLists lists;
    private int list;

    SubscriptionsTest(Subscriptions subscriptions, Leases leases, MailingLists lists, DataSource database) {
        this.subscriptions = subscriptions;
        this.leases = leases;
        this.database = database;
        this.lists = lists;
    }

    @BeforeEach
    void makeList() {
        list = lists.idOf("subscribed").orElseGet(() -> lists.make("subscribed", "Subscribed", ""));
    }

    private static SourceSettings imap(String password) {
        return new SourceSettings(
                SourceKind.IMAP, Map.of("host", "imap.example.org", "user", "reader", "password", password));
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement executor = connection.createStatement()) {
            executor.execute(statement);
        }
    }

    @Test
    void keepsSecretsSealedAndKeepsThemWhenTheyAreNotSaidAnew() throws SQLException {
        String canary = "canary-" + UUID.randomUUID();
        long id = subscriptions.add(list, imap(canary), POLL);
        Subscription shown = subscriptions.find(id).orElseThrow();
        assertThat(shown.toString()).doesNotContain(canary);
        assertThat(shown.settings().values()).doesNotContainValue(canary);
        assertThat(shown.hasSecrets()).isTrue();
        try (Connection connection = database.getConnection();
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select source::text from source where id = " + id)) {
            row.next();
            String hex = new java.math.BigInteger(1, canary.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                    .toString(16);
            assertThat(row.getString(1)).doesNotContain(canary, hex);
        }
        subscriptions.change(
                id,
                new SourceSettings(SourceKind.IMAP, Map.of("host", "imap.example.org", "user", "other")),
                Duration.ofMinutes(1));
        SourceSettings opened = subscriptions.open(id).orElseThrow();
        assertThat(opened.get("password")).isEqualTo(canary);
        assertThat(opened).hasToString("imap other at imap.example.org, INBOX");
        subscriptions.remove(id);
        assertThat(subscriptions.find(id)).isEmpty();
    }

    @Test
    void sendsNoKeptSecretToAnotherServer() throws SQLException {
        long id = subscriptions.add(list, imap("canary"), POLL);
        SourceSettings elsewhere =
                new SourceSettings(SourceKind.IMAP, Map.of("host", "imap.evil.example", "user", "reader"));
        assertThat(subscriptions.mistakes(id, elsewhere)).containsOnlyKeys("password");
        assertThatThrownBy(() -> subscriptions.change(id, elsewhere, POLL)).hasMessageContaining("Enter it again");
        assertThatThrownBy(() -> subscriptions.completed(elsewhere, OptionalLong.of(id)))
                .hasMessageContaining("imap.evil.example");
        assertThat(subscriptions.open(id).orElseThrow().get("host")).isEqualTo("imap.example.org");
        subscriptions.change(
                id,
                new SourceSettings(
                        SourceKind.IMAP, Map.of("host", "imap.other.example", "user", "reader", "password", "new")),
                POLL);
        assertThat(subscriptions.open(id).orElseThrow().get("password")).isEqualTo("new");
        subscriptions.remove(id);
    }

    /** Signing in by password again: what was kept for the token address that is not named any more is forgotten. */
    @Test
    void forgetsSecretsThatNothingAsksForAnyMore() throws SQLException {
        Map<String, String> server = Map.of("host", "imap.example.org", "user", "reader");
        Map<String, String> byToken = new HashMap<>(server);
        byToken.put("oauth-token-url", "https://login.example.org/token");
        byToken.put("oauth-client-id", "salon");
        byToken.put("oauth-refresh-token", "first");
        long id = subscriptions.add(list, new SourceSettings(SourceKind.IMAP, byToken), POLL);
        subscriptions.renewSecret(id, "oauth-refresh-token", "stale", "lost");
        assertThat(subscriptions.open(id).orElseThrow().get("oauth-refresh-token"))
                .isEqualTo("first");
        subscriptions.renewSecret(id, "oauth-refresh-token", "first", "second");
        assertThat(subscriptions.open(id).orElseThrow().get("oauth-refresh-token"))
                .isEqualTo("second");
        Map<String, String> byPassword = new HashMap<>(server);
        byPassword.put("password", "open sesame");
        subscriptions.change(id, new SourceSettings(SourceKind.IMAP, byPassword), POLL);
        assertThat(subscriptions.open(id).orElseThrow().secrets()).containsOnlyKeys("password");
        subscriptions.remove(id);
    }

    /** The box of one source cannot be put into another's row. */
    @Test
    void opensNoSecretsOfAnotherSource() throws SQLException {
        long one = subscriptions.add(list, imap("one"), POLL);
        long two = subscriptions.add(list, imap("two"), POLL);
        execute("update source set secrets = (select secrets from source where id = " + one + ") where id = " + two);
        assertThatThrownBy(() -> subscriptions.open(two))
                .isInstanceOf(IngestFailure.class)
                .hasMessageContaining("enter the password again");
        SourceSettings unsaid =
                new SourceSettings(SourceKind.IMAP, Map.of("host", "imap.example.org", "user", "reader"));
        assertThat(subscriptions.mistakes(two, unsaid).get("password")).contains("enter the password again");
        assertThat(subscriptions.mistakes(two, imap("anew"))).isEmpty();
        subscriptions.change(two, imap("anew"), POLL);
        assertThat(subscriptions.open(two).orElseThrow().get("password")).isEqualTo("anew");
        subscriptions.remove(one);
        subscriptions.remove(two);
    }

    @Test
    void explainsMistakesAndStoresNothing() throws SQLException {
        int before = subscriptions.all().size();
        assertThatThrownBy(
                        () -> subscriptions.add(list, new SourceSettings(SourceKind.IMAP, Map.of("host", "h")), POLL))
                .hasMessageContaining("User is missing");
        assertThatThrownBy(() -> subscriptions.add(
                        list,
                        new SourceSettings(SourceKind.IMAP, Map.of("host", "a\r\nb", "user", "x", "password", "y")),
                        POLL))
                .hasMessageContaining("control character");
        assertThat(subscriptions.all()).hasSize(before);
    }

    @Test
    void isHeldByOneAtATimeAndByTheNextWhenItsTimeIsOver() throws SQLException {
        long id = subscriptions.add(list, imap("x"), POLL);
        Lease first = leases.take(id).orElseThrow();
        assertThat(leases.take(id)).as("held").isEmpty();
        assertThat(leases.renew(first)).isTrue();
        execute("update source set held_until = now() - interval '1 second' where id = " + id);
        Lease second = leases.take(id).orElseThrow();
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(leases.renew(first)).as("lost").isFalse();
        try (Connection transaction = database.getConnection()) {
            Leases.check(transaction, second);
            assertThatThrownBy(() -> Leases.check(transaction, first)).isInstanceOf(IngestFailure.class);
        }
        leases.failed(first, "by one who lost it");
        assertThat(subscriptions.find(id).orElseThrow().error()).isEmpty();
        subscriptions.remove(id);
    }

    @Test
    void isFreeAtOnceWhenItsHolderOnThisMachineDied() throws SQLException {
        long id = subscriptions.add(list, imap("x"), POLL);
        Holder self = Holder.self();
        execute("update source set held_until = now() + interval '1 hour', holder = '"
                + new Holder(self.machine(), self.pid(), self.started() - 1).name() + "' where id = " + id);
        assertThat(leases.take(id))
                .as("the process of that number began at another time")
                .isPresent();
        execute("update source set held_until = now() + interval '1 hour', holder = '"
                + new Holder("elsewhere", 1, 1).name() + "' where id = " + id);
        assertThat(leases.take(id)).as("nobody knows of other machines").isEmpty();
        subscriptions.remove(id);
    }

    @Test
    void looksAgainLaterAfterEveryFault() throws SQLException {
        long id = subscriptions.add(list, imap("x"), POLL);
        Duration last = Duration.ZERO;
        for (int fault = 0; fault < 14; fault++) {
            leases.failed(leases.take(id).orElseThrow(), "no");
            Subscription failing = subscriptions.find(id).orElseThrow();
            Duration pause = Duration.between(failing.failedAt().orElseThrow(), failing.dueAt());
            assertThat(pause).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofHours(1));
            assertThat(failing.state()).isEqualTo(Subscription.State.FAILING);
            last = pause;
        }
        assertThat(last).isEqualTo(Duration.ofHours(1));
        leases.succeeded(leases.take(id).orElseThrow());
        Optional<Subscription> well = subscriptions.find(id);
        assertThat(well.orElseThrow().state()).isEqualTo(Subscription.State.WELL);
        assertThat(well.orElseThrow().failures()).isZero();
        subscriptions.remove(id);
    }
}
