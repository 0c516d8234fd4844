package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/**
 * Two services on one database follow a mailbox that grows, and are killed again and again: every message is archived
 * exactly once.
 */
class SourceKillIT {

    private static final int KILLS = Integer.getInteger("salon.test.service-kills", 4);
    private static final int SLEEPS = Integer.getInteger("salon.test.service-sleeps", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();
    private final Random random = new Random(20251001);
    private int delivered;

    private Program salon() {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dsalon.ingest.batch-messages=5")
                .with("-Dquarkus.http.port=0");
    }

    private void deliver(Path mbox, int messages) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < messages; i++) {
            text.append(
                    "From a@b Wed Jan  1 00:00:00 2025\nMessage-ID: <%1$d@two.example>\nSubject: number %1$d\n\nText %1$d.\n\n"
                            .formatted(delivered++));
        }
        Files.writeString(mbox, text, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private long count(String what) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select " + what)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Path subscribed() throws IOException, InterruptedException {
        Path mbox = folder.resolve("list.mbox");
        deliver(mbox, 20);
        Program.Ended added = salon().run("source", "add", "mbox", "--list", "two", "--path", mbox.toString());
        assertThat(added.status()).as(added.output()).isZero();
        return mbox;
    }

    private void awaitAll() throws InterruptedException, SQLException {
        Instant end = Instant.now().plus(PATIENCE);
        while (count("(select count(*) from list_message)") < delivered
                && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void everyMessageIsThereOnce() throws SQLException {
        assertThat(count("(select count(*) from list_message)")).isEqualTo(delivered);
        assertThat(count("(select count(*) from raw_message)")).isEqualTo(delivered);
        assertThat(count("(select count(distinct message_id) from message)")).isEqualTo(delivered);
        assertThat(count("(select count(*) from quarantine)")).isZero();
    }

    private static void end(List<Process> nodes) throws InterruptedException {
        nodes.forEach(Process::destroyForcibly);
        for (Process node : nodes) {
            node.waitFor();
        }
    }

    @Test
    void archivesEveryMessageOnceHoweverOftenTheyDie() throws IOException, InterruptedException, SQLException {
        Path mbox = subscribed();
        List<Process> nodes = new ArrayList<>();
        try {
            nodes.add(salon().start(folder.resolve("node0")));
            nodes.add(salon().start(folder.resolve("node1")));
            for (int kill = 0; kill < KILLS; kill++) {
                deliver(mbox, random.nextInt(20));
                int victim = random.nextInt(2);
                nodes.get(victim).waitFor(500 + random.nextInt(6_000), TimeUnit.MILLISECONDS);
                nodes.get(victim).destroyForcibly().waitFor();
                deliver(mbox, random.nextInt(20));
                nodes.set(victim, salon().start(folder.resolve("node" + victim)));
            }
            deliver(mbox, 1);
            awaitAll();
        } finally {
            end(nodes);
        }
        everyMessageIsThereOnce();
        assertThat(count("(select count(*) from source where error is not null)"))
                .isZero();
    }

    /** As a machine that swaps, or is moved, does: it wakes amid what it was doing, and another has done it. */
    @Test
    void oneThatSleepsPastItsLeaseStoresNothingTwice() throws IOException, InterruptedException, SQLException {
        Path mbox = subscribed();
        List<Process> nodes = new ArrayList<>();
        try {
            nodes.add(salon().start(folder.resolve("node0")));
            nodes.add(salon().start(folder.resolve("node1")));
            awaitAll();
            for (int sleep = 0; sleep < SLEEPS; sleep++) {
                deliver(mbox, 40);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                long holder = count("(select split_part(holder, ' ', 2)::bigint from source where held_until > now())");
                assertThat(nodes).anyMatch(node -> node.pid() == holder);
                Program.signal(holder, "STOP");
                deliver(mbox, 40);
                awaitAll();
                assertThat(count("(select split_part(holder, ' ', 2)::bigint from source where held_until > now())"))
                        .as("who took over")
                        .isNotEqualTo(holder);
                Program.signal(holder, "CONT");
                deliver(mbox, 40);
                awaitAll();
            }
        } finally {
            end(nodes);
        }
        everyMessageIsThereOnce();
    }
}
