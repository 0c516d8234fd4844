package org.salonarchive.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.message.MessageId;
import org.salonarchive.testing.PostgresResource;

/** A real Mailman 3 with its real plugin for HyperKitty, which is given Salon's address instead. */
@QuarkusTest
@TestProfile(PushProfile.class)
@WithTestResource(PostgresResource.class)
class MailmanPluginTest {

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path PLUGIN = Path.of("/usr/lib/python3/dist-packages/mailman_hyperkitty/__init__.py");
    private static final Path SCRIPT = Path.of("src/test/resources/mailman/hand_over.py");
    private static final int PATIENCE_SECONDS = 120;

    private final Lists lists;

    @TempDir
    Path folder = Path.of("");

    @TestHTTPResource
    URI site = URI.create("");

    MailmanPluginTest(Lists lists) {
        this.lists = lists;
    }

    @Test
    void mailmanUsesSalonInThePlaceOfHyperKitty() throws Exception {
        boolean there = Files.exists(PLUGIN);
        if (!there && "true".equals(System.getenv("SALON_TEST_COMPLETE"))) {
            throw new AssertionError("There is no " + PLUGIN + ", and SALON_TEST_COMPLETE lets no test skip.");
        }
        assumeTrue(there, "skipped: there is no Mailman 3 (Debian: python3-mailman-hyperkitty)");
        String address = lists.make("mailman");

        JsonPath first = post(address, "first@example.org");
        assertThat(first.getString("archived-at")).isEqualTo("<" + page("first@example.org") + ">");
        assertThat(first.getString("archived-at")).contains("/" + first.getString("hash") + "/");
        assertThat(first.getString("list-archive")).isEqualTo("<" + PushProfile.SITE + "/mailman/>");
        assertThat(first.getInt("spooled")).isZero();
        assertThat(shown("first@example.org")).contains("Gr\u00fc\u00dfe aus M\u00fcnchen");

        try (Lists.Outage outage = lists.outage()) {
            assertThat(outage).isNotNull();
            assertThat(post(address, "second@example.org").getInt("spooled")).isEqualTo(1);
        }

        assertThat(post(address, "third@example.org").getInt("spooled")).isZero();
        assertThat(shown("second@example.org")).contains("Message-ID: <second@example.org>");
        assertThat(shown("third@example.org")).contains("Message-ID: <third@example.org>");
    }

    private static String page(String messageId) {
        return PushProfile.SITE + "/mailman/message/"
                + new MessageId(messageId).hash().base32() + "/";
    }

    private static String shown(String messageId) {
        return new String(Lists.get("mailman", messageId).asByteArray(), StandardCharsets.UTF_8);
    }

    /** Has Mailman take a post of its list, as it does with one that a member sent. */
    private JsonPath post(String address, String messageId) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path result = folder.resolve("result.json");
        Files.deleteIfExists(result);
        Process python = new ProcessBuilder(List.of(
                        PYTHON,
                        SCRIPT.toString(),
                        folder.toString(),
                        site.toString(),
                        PushProfile.KEY,
                        address,
                        messageId,
                        result.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!python.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            python.destroyForcibly();
        }
        assertThat(result).as(Files.readString(log)).exists();
        return JsonPath.from(result.toFile());
    }
}
