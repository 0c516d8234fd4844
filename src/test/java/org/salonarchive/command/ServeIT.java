package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** The packaged program serves, says where, and says in one line why when it cannot. */
class ServeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();

    private Program salon() {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dquarkus.http.port=0");
    }

    /** Starts to serve, reads the front page and stops. */
    private String frontPage(String output) throws IOException, InterruptedException {
        Path printed = folder.resolve(output);
        Process process = salon().start(printed);
        try {
            HttpRequest home =
                    HttpRequest.newBuilder(Program.address(printed, process)).build();
            return HttpClient.newHttpClient()
                    .send(home, HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("stops when asked")
                    .isTrue();
        }
    }

    @Test
    void loadsTheSampleListOnItsFirstStartEvenIfThatDied() throws IOException, InterruptedException {
        Process died = salon().with("-Dsalon.halt-at-commit=1").start(folder.resolve("died"));
        assertThat(died.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(died.exitValue()).isEqualTo(KILLED);
        assertThat(frontPage("first")).contains("85 messages");
        assertThat(folder.resolve("first")).content().contains("Loaded the sample list");
        assertThat(frontPage("second")).contains("85 messages");
        assertThat(folder.resolve("second")).content().doesNotContain("sample");
    }

    @Test
    void endsWhenItIsWarmSoThatItsClassesAreKept() throws IOException, InterruptedException {
        Path classes = folder.resolve("salon.jsa");
        Program.Ended kept = salon().with("-Dsalon.unpacked-postgres=none")
                .with("-Xlog:cds=off")
                .with("-Xlog:cds+dynamic=off")
                .with("-XX:ArchiveClassesAtExit=" + classes)
                .run("serve", "--until-warm");
        assertThat(kept.status()).as(kept.output()).isZero();
        assertThat(classes).isNotEmptyFile();
        Program.Ended started = salon().with("-XX:SharedArchiveFile=" + classes)
                .with("-Xshare:on")
                .run("serve", "--until-warm");
        assertThat(started.status()).as(started.output()).isZero();
    }

    @Test
    void saysThatThePortIsTaken() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Program.Ended ended = salon().with("-Dquarkus.http.port=" + taken.getLocalPort())
                    .with("-Dquarkus.http.host=0.0.0.0")
                    .run();
            assertThat(ended.status()).as(ended.output()).isEqualTo(3);
            assertThat(ended.output())
                    .contains("salon: Port " + taken.getLocalPort() + " is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatTheAddressIsOfAnotherMachine() throws IOException, InterruptedException {
        // RFC 5737: an address that no machine has.
        Program.Ended ended = salon().with("-Dquarkus.http.host=192.0.2.1").run();
        assertThat(ended.status()).as(ended.output()).isEqualTo(3);
        assertThat(ended.output())
                .contains("salon: 192.0.2.1 is no address of this machine")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheDatabaseIsNotThere() throws IOException, InterruptedException {
        Program.Ended none = Program.on(folder)
                .with("-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/salon?password=secret")
                .run("list", "show");
        assertThat(none.status()).isEqualTo(3);
        assertThat(none.output())
                .startsWith("salon: The database at jdbc:postgresql://127.0.0.1:1/salon cannot be used")
                .contains("QUARKUS_DATASOURCE_JDBC_URL")
                .doesNotContain("\tat ", "secret");
        Program.Ended refused =
                salon().with("-Dquarkus.datasource.password=wrong").run("list", "show");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.output()).contains("QUARKUS_DATASOURCE_PASSWORD").doesNotContain("\tat ", "wrong\n");
    }
}
