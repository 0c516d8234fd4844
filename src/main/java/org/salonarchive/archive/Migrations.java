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
    }
}
