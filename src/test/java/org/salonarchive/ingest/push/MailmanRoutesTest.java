package org.salonarchive.ingest.push;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.message.MessageId;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.testing.PostgresResource;

/** What Mailman's plugin asks, with every answer that it can get. */
@QuarkusTest
@TestProfile(PushProfile.class)
@WithTestResource(PostgresResource.class)
class MailmanRoutesTest {

    private static final String URLS = "/api/mailman/urls";
    private static final String ARCHIVE = "/api/mailman/archive";

    private final Lists lists;
    private String address = "";

    @TestHTTPResource
    URI site = URI.create("");

    MailmanRoutesTest(Lists lists) {
        this.lists = lists;
    }

    @BeforeEach
    void hasAList() throws SQLException {
        address = lists.make("gardening");
    }

    private static RequestSpecification mailman() {
        return given().header("Authorization", "Token " + PushProfile.KEY);
    }

    private static Response hand(String list, byte[] message) {
        return mailman()
                .multiPart("mlist", list)
                .multiPart("message", "message.txt", message)
                .post(ARCHIVE);
    }

    private static byte[] mail(String messageId, String body) {
        return ("Message-ID: <" + messageId + ">\nFrom: A <a@example.org>\nDate: Sat, 1 Mar 2025 10:00:00 +0000\n"
                        + "Subject: " + messageId + "\n\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String page(String messageId) {
        return PushProfile.SITE + "/gardening/message/"
                + new MessageId(messageId).hash().base32() + "/";
    }

    @Test
    void tellsWhereAListIs() {
        Response response = mailman().queryParam("mlist", address).get(URLS);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.jsonPath().getString("url")).isEqualTo(PushProfile.SITE + "/gardening/");
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to-come@example.org", "<to-come@example.org>", " <to-come@exam\n ple.org> "})
    void tellsWhereAMessageWillBe(String written) {
        Response response = mailman()
                .queryParam("mlist", address)
                .queryParam("msgid", written)
                .get(URLS);

        assertThat(response.jsonPath().getString("url")).isEqualTo(page("to-come@example.org"));
    }

    @Test
    void givesTheSameAddressAsMailmanWritesIntoItsHash() {
        Response response = mailman()
                .queryParam("mlist", address)
                .queryParam("msgid", "dummy")
                .get(URLS);

        assertThat(response.jsonPath().getString("url"))
                .isEqualTo(PushProfile.SITE + "/gardening/message/QKODQBCADMDSP5YPOPKECXQWEQAMXZL3/");
    }

    @Test
    void keepsAMessageBeforeItAnswers() {
        byte[] message = mail("kept@example.org", "Bytes: \0 \u00e9 \r\n\r \r\n--boundary\n.\n");

        for (int time = 0; time < 2; time++) {
            Response response = hand(address, message);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.jsonPath().getString("url")).isEqualTo(page("kept@example.org"));
        }

        assertThat(Lists.get("gardening", "kept@example.org").asByteArray()).isEqualTo(message);
    }

    @Test
    void takesTheKeyOfOlderPluginsToo() {
        Response response = given().queryParam("key", PushProfile.KEY)
                .multiPart("mlist", address)
                .multiPart("message", "message.txt", mail("older@example.org", "Hello.\n"))
                .post(ARCHIVE);

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Token", "Token ", "Token wrong", "Basic " + PushProfile.KEY, "Token a-key-of-Mailma"})
    void refusesWhoDoesNotHaveTheKey(String authorization) {
        Response response = given().header("Authorization", authorization)
                .queryParam("mlist", address)
                .get(URLS);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.asString()).contains("salon.mailman.key").doesNotContain(PushProfile.KEY);
        assertThat(given().header("Authorization", authorization)
                        .multiPart("mlist", address)
                        .multiPart("message", "message.txt", mail("thief@example.org", "Ha!\n"))
                        .post(ARCHIVE)
                        .statusCode())
                .isEqualTo(401);
        assertThat(Lists.get("gardening", "thief@example.org").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWhoAsksFromElsewhere() throws IOException {
        String answer = exchange(
                "127.0.0.2",
                "GET " + URLS + "?mlist=x HTTP/1.1\r\nHost: x\r\nAuthorization: Token " + PushProfile.KEY
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 403").contains("salon.mailman.from", "127.0.0.2");
    }

    @Test
    void knowsNoOtherList() {
        assertThat(mailman()
                        .queryParam("mlist", "cooking@lists.example.org")
                        .get(URLS)
                        .statusCode())
                .isEqualTo(404);
        Response response = hand("cooking@lists.example.org", mail("lost@example.org", "Hello.\n"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.jsonPath().getString("error")).contains("cooking@lists.example.org", "push");
    }

    @Test
    void asksToComeAgainWhileAListRests() throws SQLException {
        lists.pause(address, true);
        try {
            Response response = hand(address, mail("resting@example.org", "Hello.\n"));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isNotEmpty();
        } finally {
            lists.pause(address, false);
        }
    }

    @Test
    void asksToComeAgainWhileTheDatabaseIsAway() throws Exception {
        byte[] message = mail("outage@example.org", "Hello.\n");
        try (Lists.Outage outage = lists.outage()) {
            assertThat(outage).isNotNull();
            Response response = hand(address, message);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.header("Retry-After")).isNotEmpty();
            assertThat(mailman().queryParam("mlist", address).get(URLS).statusCode())
                    .isEqualTo(503);
        }

        assertThat(hand(address, message).statusCode()).isEqualTo(200);
        assertThat(Lists.get("gardening", "outage@example.org").statusCode()).isEqualTo(200);
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(mailman().get(URLS).statusCode()).isEqualTo(400);
        assertThat(mailman().multiPart("mlist", address).post(ARCHIVE).statusCode())
                .isEqualTo(400);
        assertThat(mailman()
                        .multiPart("message", "message.txt", mail("x@example.org", ""))
                        .post(ARCHIVE)
                        .statusCode())
                .isEqualTo(400);
        assertThat(mailman().formParam("mlist", address).post(ARCHIVE).statusCode())
                .isEqualTo(415);
    }

    @Test
    void aFormWithoutABoundaryIsNoForm() throws IOException {
        assertThat(exchange(
                        "127.0.0.1",
                        "POST " + ARCHIVE + " HTTP/1.1\r\nHost: x\r\nAuthorization: Token " + PushProfile.KEY
                                + "\r\nContent-Type: multipart/form-data\r\nContent-Length: 4\r\n\r\nnone"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void understandsOneMethodForEachAddress() {
        Response read = mailman().get(ARCHIVE);
        assertThat(read.statusCode()).isEqualTo(405);
        assertThat(read.header("Allow")).isEqualTo("POST");
        assertThat(mailman().post(URLS).header("Allow")).isEqualTo("GET");
    }

    @Test
    void aMessageWithoutAMessageIdLeadsToItsList() {
        Response response = hand(address, "Subject: nameless\n\nHello.\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("url")).isEqualTo(PushProfile.SITE + "/gardening/");
    }

    @Test
    void whatIsTooLargeForTheArchiveIsPutAside() throws Exception {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        int pieces = SourceLimits.MESSAGE_BYTES / piece.length + 1;
        byte[] head = mail("huge@example.org", "");
        long size = head.length + (long) piece.length * pieces;
        byte[] before = form(address);
        byte[] after = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);

        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), site.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(post(before.length + size + after.length));
            out.write(before);
            out.write(head);
            for (int i = 0; i < pieces; i++) {
                out.write(piece);
            }
            out.write(after);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }

        Optional<String> aside = lists.lastPutAside("gardening");
        assertThat(aside.orElse("")).endsWith(" " + size);
        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
    }

    /** The beginning of a form with a message, up to the message. */
    private static byte[] form(String list) {
        return ("--b\r\nContent-Disposition: form-data; name=\"mlist\"\r\n\r\n" + list
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"message\"; filename=\"message.txt\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The header section of a request with such a form. */
    private static byte[] post(long length) {
        return ("POST " + ARCHIVE + " HTTP/1.1\r\nHost: x\r\nAuthorization: Token " + PushProfile.KEY
                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void readsNoBodyThatIsTooLarge() throws IOException {
        String head = "POST " + ARCHIVE + " HTTP/1.1\r\nHost: x\r\nAuthorization: Token " + PushProfile.KEY
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\n";

        assertThat(exchange("127.0.0.1", head + "Content-Length: 2000000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void takesNoLargeBodyAnywhereElse() throws IOException {
        assertThat(exchange("127.0.0.1", "POST /search HTTP/1.1\r\nHost: x\r\nContent-Length: 1500000\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void whatIsCutOffIsForgotten() throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), site.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(post(900_000));
            out.write(form(address));
            out.write(mail("severed@example.org", "Half".repeat(10_000)));
            Lists.await("the file is being written", () -> Lists.temporaryFiles() == 1);
        }

        Lists.await("no temporary file stays", () -> Lists.temporaryFiles() == 0);
        assertThat(Lists.get("gardening", "severed@example.org").statusCode()).isEqualTo(404);
    }

    private String exchange(String from, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), site.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int length = socket.getInputStream().readNBytes(answer, 0, 12);
            length += Math.max(0, socket.getInputStream().read(answer, 12, answer.length - 12));
            return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
        }
    }
}
