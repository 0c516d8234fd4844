package org.salonarchive.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;

/** A step of the schema and the note that it was taken become true together. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MigrationsTest {

    private final DataSource database;

    MigrationsTest(DataSource database) {
        this.database = database;
    }

    /** The transaction that made a table made the row of its type, which nothing changes later. */
    @Test
    void eachStepIsOneTransactionWithItsNote() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select taken.version, taken.xmin = made.xmin as together
                          from flyway_schema_history taken
                          join (values ('1', 'mailing_list'), ('2', 'message'), ('3', 'thread_key'),
                                       ('5', 'ingest_run'), ('14', 'message_search')) step (version, name)
                            on step.version = taken.version
                          join pg_type made on made.typname = step.name
                         order by taken.version""")) {
            int steps = 0;
            while (row.next()) {
                assertThat(row.getBoolean("together"))
                        .as("step " + row.getString("version"))
                        .isTrue();
                steps++;
            }
            assertThat(steps).isEqualTo(5);
        }
    }
}
