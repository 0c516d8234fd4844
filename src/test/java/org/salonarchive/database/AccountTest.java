package org.salonarchive.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {

    private static final Machine HERE = Machine.here();

    @TempDir
    private Path dataDir;

    @BeforeEach
    void openTheWay() throws IOException {
        Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void isTheProcessesOwnForAnOrdinaryUser() throws DatabaseUnavailable {
        Account account = Account.of(
                dataDir.resolve("postgres"), Binaries.at(dataDir), new Machine(false, false, false, Map.of()));
        assertThat(account.command("initdb")).containsExactly("initdb");
        assertThat(account.owner()).isEmpty();
    }

    @Test
    void isANamespaceWhereRootHasOne() throws DatabaseUnavailable, IOException, SQLException {
        assumeTrue(HERE.root() && HERE.userNamespaces(), "skipped: not root, or there are no user namespaces");
        Path folder = Prepared.folder(dataDir);
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir, new Machine(true, true, false, Map.of()))) {
            assertThat(Prepared.ask(database, "select 1")).isEqualTo("1");
            assertThat(owner("cluster")).isZero();
        }
        assertThat(Prepared.runs(folder)).isFalse();
        Prepared.unlink(folder);
    }

    @Test
    void isLentByRootWhereThereAreNoNamespaces() throws DatabaseUnavailable, IOException, SQLException {
        assumeTrue(HERE.root() && HERE.setpriv(), "skipped: not root, or there is no setpriv");
        Machine withoutNamespaces = new Machine(true, false, true, HERE.users());
        Path folder = dataDir.resolve("postgres");
        int lent;
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir, withoutNamespaces)) {
            Prepared.ask(database, "create table kept as select 42 as answer");
            lent = owner("cluster");
            assertThat(lent).isNotZero();
            assertThat((int) Files.getAttribute(Path.of("/proc/" + Prepared.postmaster(folder)), "unix:uid"))
                    .isEqualTo(lent);
            assertThat(owner("password")).isZero();
            assertThat(owner("binaries-" + Binaries.VERSION)).isZero();
        }
        assertThat(Prepared.runs(folder)).isFalse();
        // The cluster's owner comes first, whatever else there is.
        try (EmbeddedPostgres database = EmbeddedPostgres.join(dataDir, HERE)) {
            assertThat(Prepared.ask(database, "select answer from kept")).isEqualTo("42");
            long before = Prepared.postmaster(folder);
            Prepared.kill(folder);
            Prepared.await("another server", () -> Prepared.runs(folder) && Prepared.postmaster(folder) != before);
            Prepared.await("answers", () -> Prepared.answers(database));
            assertThat(owner("cluster")).isEqualTo(lent);
        }
    }

    @Test
    void namesTheFolderThatNobodyElseMayEnter() throws IOException {
        assumeTrue(HERE.root() && HERE.setpriv(), "skipped: not root, or there is no setpriv");
        Path closed = Files.createDirectory(
                dataDir.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path folder = Prepared.folder(closed);
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedPostgres.join(closed, new Machine(true, false, true, HERE.users())))
                .withMessageContainingAll(closed.toString(), "chmod o+x", "QUARKUS_DATASOURCE_JDBC_URL");
        Prepared.unlink(folder);
    }

    @Test
    void saysWhatToDoWhereRootHasNoWay() {
        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> Account.of(dataDir, Binaries.at(dataDir), new Machine(true, false, false, Map.of())))
                .withMessageContainingAll("root", "ordinary user", "QUARKUS_DATASOURCE_JDBC_URL");
    }

    private int owner(String name) throws IOException {
        return (int) Files.getAttribute(dataDir.resolve("postgres").resolve(name), "unix:uid");
    }
}
