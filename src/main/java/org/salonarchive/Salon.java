package org.salonarchive;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.salonarchive.command.CommandLineApplication;
import org.salonarchive.command.FailedStart;
import org.salonarchive.command.SalonCommand;
import org.salonarchive.database.ConfiguredPostgres;
import org.salonarchive.database.DatabaseUnavailable;
import org.salonarchive.database.EmbeddedPostgres;

/**
 * The program. It understands the command line before anything is started, so that help and wrong usage
 * answer at once; joins the embedded PostgreSQL unless another database is configured; then starts the
 * application, which runs the command.
 */
@QuarkusMain
public final class Salon {

    private static final int COULD_NOT_WORK = 3;
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String USER = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    private Salon() {}

    /** Runs one command and exits with its status: 0 done, 1 found something, 2 wrong usage, 3 could not. */
    public static void main(String... arguments) {
        Optional<Integer> answered = SalonCommand.answerWithoutArchive(arguments);
        if (answered.isPresent()) {
            System.exit(answered.get());
        }
        if (SalonCommand.serves(arguments)) {
            lookAtPort();
        } else if (SalonCommand.asksItself(arguments)) {
            System.setProperty("quarkus.http.host", "127.0.0.1");
            System.setProperty("quarkus.http.port", "0");
        } else {
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        try {
            joinDatabase();
        } catch (DatabaseUnavailable unavailable) {
            System.err.println("salon: " + unavailable.getMessage());
            System.exit(COULD_NOT_WORK);
        }
        Quarkus.run(
                CommandLineApplication.class,
                (status, fault) -> System.exit(fault == null ? status : FailedStart.explain(fault, arguments)),
                arguments);
    }

    private static void lookAtPort() {
        Config config = ConfigProvider.getConfig();
        FailedStart.whyNotServe(
                        config.getOptionalValue("quarkus.http.host", String.class)
                                .orElse("0.0.0.0"),
                        config.getValue("quarkus.http.port", Integer.class))
                .ifPresent(reason -> {
                    System.err.println(reason);
                    System.exit(COULD_NOT_WORK);
                });
    }

    private static void joinDatabase() throws DatabaseUnavailable {
        Config config = ConfigProvider.getConfig();
        Optional<String> configured = config.getOptionalValue(JDBC_URL, String.class);
        if (configured.isPresent()) {
            ConfiguredPostgres.check(
                    configured.get(),
                    config.getOptionalValue(USER, String.class).orElse(""),
                    config.getOptionalValue(PASSWORD, String.class).orElse(""));
            return;
        }
        Path dataDir =
                Path.of(config.getOptionalValue("salon.data-dir", String.class).orElse("data"));
        EmbeddedPostgres database = EmbeddedPostgres.join(dataDir.toAbsolutePath());
        System.setProperty(JDBC_URL, database.jdbcUrl());
        System.setProperty(USER, database.user());
        System.setProperty(PASSWORD, database.password());
    }
}
