package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Pages that are kept, on a real database that tells what changes. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PageCacheTest {

    private static final String HOME = "/kept/";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final RestAssuredConfig AS_SENT = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    private final TestList testLists;
    private final ArchiveChanges changes;
    private final DataSource database;
    private ArchiveChanges.Listening listening;

    PageCacheTest(TestList testLists, ArchiveChanges changes, DataSource database) {
        this.testLists = testLists;
        this.changes = changes;
        this.database = database;
    }

    @BeforeEach
    void listen() throws SQLException {
        testLists.fill("kept", mail("first"));
        execute(
                "update mailing_list set title = 'As it was', access = 'public' where name = 'kept'",
                "update message set subject = 'The first mail' where subject = 'Secretly'");
        listening = changes.listen();
        await(() -> changes.number().isPresent());
    }

    @AfterEach
    void stop() {
        listening.close();
        assertThat(changes.number()).isEmpty();
    }

    private static String mail(String id) {
        return "From mboxrd@z Fri Mar  1 00:00:00 2024\nMessage-ID: <" + id
                + "@kept.example>\nFrom: Ann <ann@kept.example>\nDate: Fri, 01 Mar 2024 10:00:00 +0000\nSubject: The "
                + id + " mail\n\nWords.\n\n";
    }

    private static void await(BooleanSupplier done) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Changes a subject so that nobody hears of it. */
    private void changeSecretly() throws SQLException {
        execute(
                "set session_replication_role = replica",
                "update message set subject = 'Secretly' where id in (select lm.message_id from list_message lm"
                        + " join mailing_list list on list.id = lm.list_id where list.name = 'kept')",
                "set session_replication_role = default");
    }

    private static String home() {
        return given().get(HOME).asString();
    }

    @Test
    void aPageIsMadeOnceUntilAnythingChanges() throws SQLException {
        String made = home();
        changeSecretly();
        assertThat(home()).isEqualTo(made).contains("The first mail");
        execute("update mailing_list set title = 'Openly' where name = 'kept'");
        await(() -> home().contains("Openly"));
    }

    /** A page of a search, at an address that was not asked for before. */
    private static String search(int nth) {
        return given().get(HOME + "search?q=words&nth=" + nth).asString();
    }

    @Test
    void aFoundMessageIsReadOnceUntilAnythingChanges() throws SQLException {
        assertThat(search(1)).contains("The first mail");
        changeSecretly();
        assertThat(search(2)).contains("The first mail");
        execute("update mailing_list set title = 'Openly' where name = 'kept'");
        AtomicInteger nth = new AtomicInteger(2);
        await(() -> search(nth.incrementAndGet()).contains("Secretly"));
    }

    @Test
    void newMailIsFound() {
        assertThat(search(1)).contains("1 message<");
        testLists.fill("kept", mail("third"));
        AtomicInteger nth = new AtomicInteger(1);
        await(() -> search(nth.incrementAndGet()).contains("The third mail"));
    }

    @Test
    void aHiddenListIsNotSearched() throws SQLException {
        String all = "/search?q=words list:kept&nth=";
        assertThat(given().get(all + 1).asString()).contains("The first mail");
        execute("update mailing_list set access = 'private' where name = 'kept'");
        AtomicInteger nth = new AtomicInteger(1);
        await(() -> !given().get(all + nth.incrementAndGet()).asString().contains("The first mail"));
    }

    @Test
    void newMailIsSeen() {
        assertThat(home()).contains("The first mail").doesNotContain("The second mail");
        testLists.fill("kept", mail("second"));
        await(() -> home().contains("The second mail"));
    }

    @Test
    void whatIsHiddenIsGone() throws SQLException {
        home();
        execute("update mailing_list set access = 'private' where name = 'kept'");
        await(() -> given().get(HOME).statusCode() == 404);
    }

    @Test
    void itIsAnsweredAsItWouldBeWithoutKeeping() {
        for (String encoding : new String[] {"identity", "gzip", "br, gzip;q=0.5", "gzip;q=0"}) {
            Response made = get(HOME + "?" + encoding.hashCode(), encoding);
            Response kept = get(HOME + "?" + encoding.hashCode(), encoding);
            assertThat(kept.statusCode()).isEqualTo(200);
            assertThat(kept.asByteArray()).as(encoding).isEqualTo(made.asByteArray());
            assertThat(kept.headers().asList().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList())
                    .as(encoding)
                    .isEqualTo(made.headers().asList().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList());
            boolean packed = encoding.contains("gzip") && !encoding.contains("q=0") || encoding.contains("q=0.5");
            assertThat(kept.header("Vary")).as(encoding).isEqualTo("Accept-Encoding");
            assertThat(kept.header("Content-Encoding")).as(encoding).isEqualTo(packed ? "gzip" : null);
        }
    }

    private static Response get(String address, String encoding) {
        return given().config(AS_SENT).header("Accept-Encoding", encoding).get(address);
    }

    @Test
    void whoHasItIsToldSo() {
        String tag = given().get(HOME).header("ETag");
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            Response answer = given().header("If-None-Match", known).get(HOME);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo(tag);
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(answer.asString()).isEmpty();
        }
        assertThat(given().header("If-None-Match", "\"other\"").get(HOME).statusCode())
                .isEqualTo(200);
    }

    @Test
    void addressesAreNotConfused() throws SQLException {
        String here =
                given().header("Host", "one.example").get(HOME + "feed.atom").asString();
        String there =
                given().header("Host", "two.example").get(HOME + "feed.atom").asString();
        assertThat(here).contains("one.example").doesNotContain("two.example");
        assertThat(there).contains("two.example").doesNotContain("one.example");
        changeSecretly();
        assertThat(given().get("/kept/?other").asString()).contains("Secretly");
    }

    @Test
    void whileNobodyListensPagesAreMadeAnew() throws SQLException {
        home();
        listening.close();
        changeSecretly();
        assertThat(home()).contains("Secretly");
    }
}
