package org.salonarchive.ingest.follow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.IngestRun;
import org.salonarchive.ingest.IngestRuns;
import org.salonarchive.source.SourceKind;
import org.salonarchive.source.SourceSettings;
import org.salonarchive.testing.PostgresResource;

/** Once subscribed, a mailbox is followed: new mail is read when it comes, and faults are told and overcome. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class SourceScheduleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final SourceSchedule schedule;
    private final Subscriptions subscriptions;
    private final IngestRuns runs;
    private final MailingLists lists;

    SourceScheduleTest(SourceSchedule schedule, Subscriptions subscriptions, IngestRuns runs, MailingLists lists) {
        this.schedule = schedule;
        this.subscriptions = subscriptions;
        this.runs = runs;
        this.lists = lists;
    }

    private static String mail(String name) {
        return "From a@example.org Wed Jan  1 00:00:00 2025\nMessage-ID: <" + name + "@follow.example>\n"
                + "From: A <a@example.org>\nDate: Wed, 1 Jan 2025 00:00:00 +0000\nSubject: " + name
                + "\n\nText of " + name + ".\n\n";
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(
                file, text, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void eventually(String what, Callable<Boolean> holds) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private static boolean isReadable(String name) {
        return given().redirects()
                        .follow(false)
                        .when()
                        .get("/mid/" + name + "@follow.example")
                        .statusCode()
                < 400;
    }

    private Subscription found(long id) throws SQLException {
        return subscriptions.find(id).orElseThrow();
    }

    @Test
    void followsAFileThatGrowsThroughFaultsAndPauses() throws Exception {
        int list = lists.make("followed", "Followed", "");
        Path file = folder.resolve("list.mbox");
        append(file, mail("f1"));
        long id = subscriptions.add(list, new SourceSettings(SourceKind.MBOX, Map.of("path", file.toString())), POLL);
        schedule.start();
        eventually("the first message", () -> isReadable("f1"));
        append(file, mail("f2"));
        eventually("a message that is added", () -> isReadable("f2"));
        eventually("is well", () -> found(id).state() == Subscription.State.WELL);
        assertThat(runs.of(id, 10)).extracting(IngestRun::added).contains(1L);
        int seen = runs.of(id, 100).size();

        subscriptions.pause(id, true);
        eventually("is let go", () -> found(id).holder().isEmpty());
        append(file, mail("f3"));
        subscriptions.pause(id, false);
        eventually("what came during the pause", () -> isReadable("f3"));

        Path elsewhere = folder.resolve("elsewhere");
        Files.move(file, elsewhere);
        subscriptions.runNow(id);
        eventually("its fault is told", () -> found(id).error().orElse("").contains("There is no file"));
        Files.move(elsewhere, file);
        append(file, mail("f4"));
        eventually("goes on by itself", () -> isReadable("f4"));
        eventually("is well again", () -> found(id).state() == Subscription.State.WELL);
        assertThat(runs.of(id, 100).size())
                .as("passes without news leave no runs")
                .isLessThan(seen + 8);

        subscriptions.remove(id);
        append(file, mail("f5"));
        long other =
                subscriptions.add(list, new SourceSettings(SourceKind.MBOX, Map.of("path", folder.toString())), POLL);
        eventually("another source of the same mail", () -> isReadable("f5"));
        given().get("/followed/index.json").then().body("volumes[0].count", org.hamcrest.Matchers.equalTo(5));
        subscriptions.remove(other);
    }
}
