package org.salonarchive.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.salonarchive.archive.ArchiveChanges;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.search.query.QueryParser;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Searches while somebody listens for changes, so that what they know is remembered. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class RememberedSearchTest {

    private final TestList testLists;
    private final MailingLists lists;
    private final ArchiveChanges changes;
    private final MessageSearch search;
    private final DataSource database;
    private ArchiveChanges.Listening listening;

    RememberedSearchTest(
            TestList testLists, MailingLists lists, ArchiveChanges changes, MessageSearch search, DataSource database) {
        this.testLists = testLists;
        this.lists = lists;
        this.changes = changes;
        this.search = search;
        this.database = database;
    }

    @BeforeEach
    void listen() {
        testLists.fill("remembered", """
                From mboxrd@z Fri Mar  1 00:00:00 2024
                Message-ID: <first@remembered.example>
                From: Ann <ann@remembered.example>
                Date: Fri, 01 Mar 2024 10:00:00 +0000
                Subject: Harbours

                A schooner and a brigantine.

                """);
        listening = changes.listen();
        while (changes.number().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        listening.close();
    }

    private void executeUnheardOf(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("set session_replication_role = default");
        }
    }

    private long count(String query) {
        OptionalInt list = OptionalInt.of(lists.idOf("remembered").orElseThrow());
        SearchRequest request = new SearchRequest(
                QueryParser.parse(query, Instant.EPOCH), list, SearchOrder.RELEVANCE, false, Optional.empty(), 10);
        return search.find(request, new Cancellation()).count();
    }

    @Test
    void segmentsThatWereWrittenAnewUnheardOfAreSearched() throws SQLException {
        assertThat(count("schooner")).isEqualTo(1);
        executeUnheardOf("update search_chunk set segment_id = -segment_id", "update search_segment set id = -id");
        try {
            assertThat(count("brigantine")).isEqualTo(1);
            assertThat(count("brigantine schooner")).isEqualTo(1);
            assertThat(count("brig*")).isEqualTo(1);
        } finally {
            executeUnheardOf("update search_chunk set segment_id = -segment_id", "update search_segment set id = -id");
        }
        assertThat(count("a")).isEqualTo(1);
    }

    @Test
    void whatIsRememberedIsNotAskedAgain() throws SQLException {
        assertThat(count("schooner")).isEqualTo(1);
        executeUnheardOf("alter table search_segment rename to search_segment_away");
        try {
            assertThat(count("schooner")).isEqualTo(1);
        } finally {
            executeUnheardOf("alter table search_segment_away rename to search_segment");
        }
    }
}
