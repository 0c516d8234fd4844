package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    @TempDir
    private static Path dataDir;

    private static Path folder;
    private static Server server;

    @BeforeAll
    static void makeCluster() throws IOException, DatabaseUnavailable {
        folder = Prepared.folder(dataDir);
        Binaries binaries = Binaries.in(folder);
        Account account = Account.of(folder, binaries, Machine.here());
        Cluster cluster = new Cluster(folder, binaries, account);
        cluster.make();
        server = new Server(folder, cluster, binaries, account);
    }

    @AfterEach
    void stop() throws DatabaseUnavailable {
        server.stop(Duration.ZERO);
    }

    @AfterAll
    static void tidy() throws IOException {
        Prepared.unlink(folder);
    }

    @Test
    void startsWhereAStrangerHasTheNumberOfTheDeadServer() throws DatabaseUnavailable, IOException {
        Files.write(
                folder.resolve("cluster/postmaster.pid"),
                List.of(Long.toString(ProcessHandle.current().pid()), "/data", "1", "1", "", "", "  1 1", "ready   "));
        assertThat(server.find()).isEmpty();
        Postmaster started = server.start(OptionalInt.empty());
        assertThat(server.find()).contains(started);
    }

    @Test
    void tellsThatSomebodyHasThePort() throws IOException, DatabaseUnavailable {
        try (ServerSocket somebody = new ServerSocket()) {
            somebody.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            int port = somebody.getLocalPort();
            assertThatExceptionOfType(Server.Obstacle.class)
                    .isThrownBy(() -> server.start(port))
                    .withMessageContaining(Integer.toString(port));
        }
        assertThat(server.alive()).isEmpty();
    }

    @Test
    void startsWhereItIsKnown() throws DatabaseUnavailable {
        int port = Server.freePort();
        assertThat(server.start(OptionalInt.of(port)).port()).isEqualTo(port);
        assertThat(server.lastPort()).hasValue(port);
    }

    @Test
    void showsTheEndOfTheLogWhenItDoesNotStart() throws IOException {
        Path settings = folder.resolve("cluster/postgresql.conf");
        String before = Files.readString(settings);
        Files.writeString(settings, before + "no_such_setting = on\n");
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> server.start(OptionalInt.empty()))
                .withMessageContainingAll(
                        "no_such_setting", folder.resolve("log").toString());
        Files.writeString(settings, before);
    }

    @Test
    void waitsForOneThatIsStopping() throws DatabaseUnavailable, IOException {
        server.start(OptionalInt.empty());
        long pid = Prepared.postmaster(folder);
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().onExit().join();
        Prepared.await(
                "the end of its readiness",
                () -> Postmaster.of(folder.resolve("cluster"))
                        .filter(Postmaster::ready)
                        .isEmpty());
        assertThat(server.find()).isEmpty();
    }

    @Test
    void stopsOnlyOnce() throws DatabaseUnavailable {
        server.start(OptionalInt.empty());
        server.stop(Duration.ofSeconds(1));
        server.stop(Duration.ofSeconds(1));
        assertThat(server.alive()).isEmpty();
    }
}
