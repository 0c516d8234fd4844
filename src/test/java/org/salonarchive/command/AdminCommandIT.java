package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;

/** Operators are made on the command line, and their passwords are seen by nobody. */
class AdminCommandIT {

    private static final String PASSWORD = "a password of the operator";

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();

    private Program.Ended run(String... arguments) throws IOException, InterruptedException {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .run(arguments);
    }

    @Test
    void anOperatorIsMadeShownAndRemoved() throws IOException, InterruptedException {
        Path good = Files.writeString(folder.resolve("good"), PASSWORD + "\n");
        Path weak = Files.writeString(folder.resolve("weak"), "short\n");
        String file = "--password-file";
        Program.Ended made = run("admin", "create", "Anna@example.org", file, good.toString());
        assertThat(made.status()).as(made.output()).isZero();
        assertThat(made.output()).doesNotContain(PASSWORD);
        Program.Ended twice = run("admin", "create", "anna@example.org", file, good.toString());
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.output()).contains("already").doesNotContain("\tat ", PASSWORD);
        Program.Ended refused = run("admin", "create", "bruno", file, weak.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("at least 12 characters");
        assertThat(run("admin", "list").output().strip()).endsWith("anna@example.org");
        assertThat(run("admin", "remove", "anna@example.org").status()).isZero();
        Program.Ended gone = run("admin", "password", "anna@example.org", file, good.toString());
        assertThat(gone.status()).isEqualTo(2);
        assertThat(gone.output()).contains("There is no operator");
    }
}
