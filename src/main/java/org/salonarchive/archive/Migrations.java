package org.salonarchive.archive;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * How the schema of {@code migrations/} is brought up to date: each step and the note that it was taken are one
 * transaction, so that a process that dies in between leaves a database from which the next one goes on.
 */
@Singleton
public class Migrations implements FlywayConfigurationCustomizer {

    /** So long, in seconds, PostgreSQL may take to start again meanwhile; that it can be used was seen before. */
    private static final int PATIENCE_SECONDS = 30;

    /**
     * A transactional lock would make Flyway write its notes on a second connection, which commits after the step
     * itself; a lock of the session makes it use one connection for both (PostgreSQLDatabase.useSingleConnection).
     */
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        configuration.connectRetries(PATIENCE_SECONDS);
        configuration.connectRetriesInterval(1);
    }
}
