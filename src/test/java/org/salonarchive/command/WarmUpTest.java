package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.answer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** What the program reads of itself at its start. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class WarmUpTest {

    private final TestList lists;

    WarmUpTest(TestList lists) {
        this.lists = lists;
    }

    @Test
    void pagesOfEachKindAndSearches() throws IOException {
        StringBuilder mbox = new StringBuilder();
        for (int i = 2; i < 60; i++) {
            mbox.append(answer("warm" + i + "@example.org", i * 300, "warm" + i / 2 + "@example.org"));
        }
        lists.fill("warmed", mbox.toString());

        Map<String, Integer> read = new WarmUp().read(RestAssured.port, 50);

        assertThat(read).containsKeys("thread", "message", "author", "search");
        assertThat(read.get("message")).isGreaterThan(3);
        assertThat(read.values().stream().mapToInt(Integer::intValue).sum()).isBetween(30, 50);
    }
}
