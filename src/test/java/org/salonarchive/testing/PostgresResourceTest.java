package org.salonarchive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresResourceTest {

    private static final String TABLES = "select count(*) from pg_tables where schemaname = 'public'";

    @Test
    void givesEachAnEmptyDatabaseOfItsOwn() throws SQLException {
        PostgresResource.Database first = PostgresResource.fresh();
        PostgresResource.Database second = PostgresResource.fresh();
        try (Connection connection = first.dataSource().getConnection()) {
            connection.createStatement().execute("create table mine (id int)");
        }
        assertThat(count(first, TABLES)).isOne();
        assertThat(count(second, TABLES)).isZero();
    }

    @Test
    void givesEachSchemaWithNothingInIt() throws SQLException {
        PostgresResource.Database first = PostgresResource.migrated();
        PostgresResource.Database second = PostgresResource.migrated();
        assertThat(first.url()).isNotEqualTo(second.url());
        assertThat(count(second, TABLES)).isGreaterThan(5);
        assertThat(count(second, "select count(*) from message")).isZero();
    }

    @Test
    void dropsTheApplicationsDatabaseAfterIt() throws SQLException {
        PostgresResource resource = new PostgresResource();
        Map<String, String> configuration = resource.start();
        String url = configuration.get("quarkus.datasource.jdbc.url");
        String known = "select count(*) from pg_database where datname = '"
                + url.replaceFirst("\\?.*", "").replaceFirst(".*/", "") + "'";
        PostgresResource.Database other = PostgresResource.fresh();
        assertThat(count(other, known)).isOne();
        resource.stop();
        assertThat(count(other, known)).isZero();
    }

    private static int count(PostgresResource.Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
