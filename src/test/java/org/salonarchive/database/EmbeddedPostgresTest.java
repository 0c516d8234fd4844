package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    private static Path dataDir;

    private static Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        folder = Prepared.folder(dataDir);
    }

    @AfterAll
    static void tidy() throws IOException {
        Prepared.unlink(folder);
    }

    @AfterEach
    void nobodyIsLeft() throws DatabaseUnavailable {
        EmbeddedPostgres.join(dataDir).close();
        assertThat(Prepared.runs(folder)).isFalse();
    }

    @Test
    void keepsWhatIsCommitted() throws DatabaseUnavailable, SQLException {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "data_checksums", "on",
                "server_encoding", "UTF8",
                "log_timezone", "UTC",
                "jit", "off",
                "log_min_error_statement", "panic",
                "log_error_verbosity", "terse"));
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                setting.setValue(Prepared.ask(
                        database, "select setting from pg_settings where name = '" + setting.getKey() + "'"));
            }
            assertThat(Prepared.ask(
                            database,
                            "select datlocprovider::text || datlocale from pg_database where datname = 'salon'"))
                    .isEqualTo("bC.UTF-8");
        }
        assertThat(settings)
                .containsEntry("fsync", "on")
                .containsEntry("synchronous_commit", "on")
                .containsEntry("full_page_writes", "on")
                .containsEntry("data_checksums", "on")
                .containsEntry("server_encoding", "UTF8")
                .containsEntry("log_timezone", "UTC")
                .containsEntry("jit", "off")
                .containsEntry("log_min_error_statement", "panic")
                .containsEntry("log_error_verbosity", "terse");
    }

    @Test
    void listensToThisMachineOnly() throws DatabaseUnavailable, SQLException, SocketException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThat(Prepared.ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Prepared.ask(database, "show unix_socket_directories")).isEmpty();
            int port = port(database);
            for (InetAddress address : otherAddresses()) {
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> connect(address, port));
            }
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws DatabaseUnavailable {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThatThrownBy(() -> Prepared.ask(database.jdbcUrl(), database.user(), "wrong", "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void showsThePasswordToItsOwnerOnly() throws DatabaseUnavailable, IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(database.password()).hasSizeGreaterThanOrEqualTo(32);
            List<Path> readByAnybody = List.of(
                    folder.resolve("log"),
                    folder.resolve("cluster/postmaster.opts"),
                    folder.resolve("cluster/salon.conf"),
                    folder.resolve("cluster/postgresql.conf"));
            assertThat(readByAnybody)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(database.password()));
        }
    }

    @Test
    void keepsStatementsOutOfTheLog() throws DatabaseUnavailable, IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThatThrownBy(() -> Prepared.ask(database, "select 1 / 0 as wordsofamail"))
                    .isInstanceOf(SQLException.class);
            assertThat(folder.resolve("log"))
                    .content()
                    .contains("division by zero")
                    .doesNotContain("wordsofamail");
        }
    }

    @Test
    void isSharedByProcesses() throws DatabaseUnavailable, IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir);
                Joiner other = Joiner.start(dataDir)) {
            assertThat(other.jdbcUrl()).isEqualTo(database.jdbcUrl());
        }
    }

    @Test
    void startsOnceForAllWhoJoinAtTheSameTime() throws IOException {
        List<Joiner> joiners = new ArrayList<>();
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            joiners.add(Joiner.start(dataDir));
        }
        for (Joiner joiner : joiners) {
            urls.add(joiner.jdbcUrl());
        }
        for (Joiner joiner : joiners) {
            joiner.close();
        }
        assertThat(urls).hasSize(4).containsOnly(urls.get(0));
        assertThat(Prepared.runs(folder)).isFalse();
    }

    @Test
    void stopsWhenTheLastOneLeaves() throws DatabaseUnavailable, IOException {
        EmbeddedPostgres first = EmbeddedPostgres.join(dataDir);
        EmbeddedPostgres second = EmbeddedPostgres.join(dataDir);
        Joiner other = Joiner.start(dataDir);
        other.jdbcUrl();
        first.close();
        first.close();
        assertThat(Prepared.answers(second)).isTrue();
        second.close();
        assertThat(Prepared.runs(folder)).isTrue();
        other.close();
        assertThat(Prepared.runs(folder)).isFalse();
    }

    @Test
    void stopsWhenItsProcessIsToldToEnd() throws IOException {
        Joiner other = Joiner.start(dataDir);
        other.jdbcUrl();
        assertThat(Prepared.runs(folder)).isTrue();
        other.terminate();
        assertThat(Prepared.runs(folder)).isFalse();
    }

    @Test
    void outlivesTheProcessThatStartedIt() throws DatabaseUnavailable, IOException {
        Joiner starter = Joiner.start(dataDir);
        String url = starter.jdbcUrl();
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            starter.kill();
            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(Prepared.answers(database)).isTrue();
        }
        assertThat(Prepared.runs(folder)).isFalse();
    }

    @Test
    void comesBackOnTheSamePortAfterACrash() throws DatabaseUnavailable, IOException, SQLException {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir);
                Joiner other = Joiner.start(dataDir)) {
            String url = other.jdbcUrl();
            Prepared.ask(database, "create table kept as select 42 as answer");
            long before = Prepared.postmaster(folder);
            Prepared.kill(folder);
            Prepared.await("another server", () -> Prepared.runs(folder) && Prepared.postmaster(folder) != before);
            Prepared.await("answers", () -> Prepared.answers(database));
            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(Prepared.ask(database, "select answer from kept")).isEqualTo("42");
            Prepared.ask(database, "drop table kept");
        }
    }

    @Test
    void comesBackAlthoughAnOldQueryStillRuns() throws DatabaseUnavailable {
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            CompletableFuture<Void> query = CompletableFuture.runAsync(() -> assertThatThrownBy(() -> Prepared.ask(
                            database, "select count(*) from generate_series(1, 20000) a, generate_series(1, 200000) b"))
                    .isInstanceOf(SQLException.class));
            Prepared.await("the query", () -> Prepared.asksFor(database, "generate_series"));
            long before = Prepared.postmaster(folder);
            Prepared.kill(folder);
            Prepared.await("another server", () -> Prepared.runs(folder) && Prepared.postmaster(folder) != before);
            Prepared.await("answers", () -> Prepared.answers(database));
            query.join();
        }
    }

    @Test
    void isFoundAgainAfterAllWereKilled() throws DatabaseUnavailable, IOException, SQLException {
        Joiner only = Joiner.start(dataDir);
        only.jdbcUrl();
        only.kill();
        Prepared.kill(folder);
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir)) {
            assertThat(Prepared.ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void namesADataDirectoryThatCannotBeUsed(@TempDir Path elsewhere) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("file"), "no folder");
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(file))
                .withMessageContainingAll(file.toString(), "SALON_DATA_DIR");
        Path quoted = elsewhere.resolve("a $HOME");
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(quoted))
                .withMessageContainingAll(quoted.toString(), "SALON_DATA_DIR");
    }

    private static int port(EmbeddedPostgres database) {
        return URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    private static List<InetAddress> otherAddresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
        }
    }
}
