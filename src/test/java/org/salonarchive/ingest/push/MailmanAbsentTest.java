package org.salonarchive.ingest.push;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.salonarchive.testing.PostgresResource;

/** An application whose operator has set up no list server. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MailmanAbsentTest {

    private final LmtpListener listener;

    MailmanAbsentTest(LmtpListener listener) {
        this.listener = listener;
    }

    @Test
    void hasNoPlaceForMailman() {
        assertThat(given().header("Authorization", "Token ")
                        .get("/api/mailman/urls?mlist=a@example.org")
                        .statusCode())
                .isEqualTo(404);
        assertThat(given().multiPart("mlist", "a@example.org")
                        .multiPart("message", "message.txt", new byte[10])
                        .post("/api/mailman/archive?key=")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void doesNotListen() {
        assertThat(listener.start()).isEmpty();
    }
}
