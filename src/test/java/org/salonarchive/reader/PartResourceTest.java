package org.salonarchive.reader;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.mail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.archive.Arrival;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Attachments over HTTP: what is shown, what is saved, which bytes, and that none is stored twice. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class PartResourceTest {

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] PICTURE = picture();
    private static final String ID = "files@parts.example";
    private static final String PARTS = "/parts/message/" + id(ID) + "/part/";
    private static final String BOUNDARY = "Content-Type: multipart/mixed; boundary=b\n";

    private final TestList lists;
    private final DataSource database;

    PartResourceTest(TestList lists, DataSource database) {
        this.lists = lists;
        this.database = database;
    }

    private static byte[] picture() {
        byte[] picture = new byte[30_000];
        new Random(1).nextBytes(picture);
        System.arraycopy(PNG_HEAD, 0, picture, 0, PNG_HEAD.length);
        return picture;
    }

    private static String part(String type, String name, byte[] content, int lineLength) {
        return "--b\nContent-Type: " + type + "\nContent-Disposition: attachment; filename=\"" + name
                + "\"\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder(lineLength, new byte[] {'\n'}).encodeToString(content) + "\n";
    }

    private static String part(String type, String name, String content) {
        return part(type, name, content.getBytes(StandardCharsets.UTF_8), 76);
    }

    private static String body(int lineLength) {
        return "--b\n\nSome files.\n"
                + part("image/png", "picture.png", PICTURE, lineLength)
                + part("image/png", "page.png", "<script>alert(1)</script>")
                + part(
                        "text/x-patch; charset=iso-8859-1",
                        "a.patch",
                        "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1),
                        76)
                + part("application/octet-stream", "b.diff", "-caf\u00e9\n+coffee\n")
                + part("application/octet-stream", "c.log", "binary\0log")
                + part("text/html", "d.html", "<script>alert(1)</script>")
                + part("image/svg+xml", "e.svg", "<svg onload='alert(1)'/>")
                + part("application/pdf", "f.pdf", "%PDF")
                + part("text/javascript", "g.js", "alert(1)")
                + part("application/octet-stream", "na\u00efve \u043e\u0442\u0447\u0451\u0442\"; x=\".bin", "x")
                + part("text/xml", "h.xml", "<a/>")
                + "--b--";
    }

    private static String utf8(String mail) {
        return new String(mail.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill("parts", utf8(mail(ID, 1, BOUNDARY, body(76))));
        lists.fill("copies", utf8(mail(ID, 1, "List-Id: <copies.example>\n" + BOUNDARY, body(60))));
        lists.fill("veiled", utf8(mail("veiled@parts.example", 1, BOUNDARY, body(76))));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update mailing_list set access = 'private' where name = 'veiled'");
        }
    }

    private long ask(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void oneAttachmentOfTwoListsIsStoredOnceAndBothMailsAreExact() throws SQLException {
        String picture = "'\\x" + HexFormat.of().formatHex(Arrival.sha256(PICTURE)) + "'";
        assertThat(ask("select count(*) from content where sha256 = " + picture))
                .isEqualTo(1);
        assertThat(ask(
                        "select count(distinct r.message_id) from raw_message_cut c join raw_message r on r.id = c.raw_id"
                                + " where c.content = " + picture + " and r.source <> ''"))
                .isEqualTo(2);
        for (String list : new String[] {"parts", "copies"}) {
            String header = list.equals("copies") ? "List-Id: <copies.example>\n" : "";
            String mail = utf8(mail(ID, 1, header + BOUNDARY, body(list.equals("copies") ? 60 : 76)));
            byte[] sent = mail.substring(mail.indexOf('\n') + 1).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(get("/" + list + "/message/" + id(ID) + "/raw").asByteArray())
                    .isEqualTo(Arrays.copyOf(sent, sent.length - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2/picture.png, image/png, inline",
        "3/page.png, application/octet-stream, attachment",
        "4/a.patch, text/plain;charset=UTF-8, inline",
        "5/b.diff, text/plain;charset=UTF-8, inline",
        "6/c.log, application/octet-stream, attachment",
        "7/d.html, application/octet-stream, attachment",
        "8/e.svg, application/octet-stream, attachment",
        "9/f.pdf, application/octet-stream, attachment",
        "10/g.js, application/octet-stream, attachment",
        "12/h.xml, application/octet-stream, attachment",
        "2/picture.png?download, application/octet-stream, attachment",
        "4/a.patch?download, application/octet-stream, attachment"
    })
    void onlyWhatCannotActIsShown(String part, String type, String disposition) {
        Response answer = get(PARTS + part);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualToIgnoringCase(type);
        assertThat(answer.header("Content-Disposition")).startsWith(disposition + "; filename=\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(answer.header("Cross-Origin-Resource-Policy"))
                .isEqualTo(type.equals("image/png") ? "cross-origin" : "same-origin");
    }

    @Test
    void textIsShownAsUtf8AndSavedAsItWas() {
        assertThat(get(PARTS + "4/a.patch").asString()).isEqualTo("caf\u00e9");
        assertThat(get(PARTS + "4/a.patch?download").asByteArray())
                .isEqualTo("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(get(PARTS + "5/b.diff").asString()).isEqualTo("-caf\u00e9\n+coffee\n");
        assertThat(get(PARTS + "1/part").asString()).isEqualTo("Some files.");
    }

    @Test
    void aNameIsSafeInTheHeaderAndTheOnlyOneInTheAddress() {
        Response moved = get(PARTS + "11/wrong");
        assertThat(moved.statusCode()).isEqualTo(301);
        Response answer = get(moved.header("Location"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"[A-Za-z0-9._-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%~*-]+")
                .contains("%D0%BE%D1%82%D1%87");
        assertThat(get(PARTS + "2/other.png?download").header("Location")).endsWith("/part/2/picture.png?download");
        assertThat(get(PARTS + "99/x").statusCode()).isEqualTo(404);
        assertThat(get("/veiled/message/" + id("veiled@parts.example") + "/part/2/picture.png")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theValidatorIsTheHashOfTheContent() {
        Response first = get(PARTS + "2/picture.png");
        String tag = '"' + HexFormat.of().formatHex(Arrival.sha256(PICTURE)) + '"';
        assertThat(first.header("ETag")).isEqualTo(tag);
        assertThat(first.asByteArray()).isEqualTo(PICTURE);
        for (String address : new String[] {"2/picture.png", "3/page.png", "4/a.patch", "1/part"}) {
            String known = get(PARTS + address).header("ETag");
            Response again = given().header("If-None-Match", known).get(PARTS + address);
            assertThat(again.statusCode()).as(address).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(known);
        }
        Response head = given().head(PARTS + "2/picture.png");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(PICTURE.length));
        assertThat(head.header("ETag")).isEqualTo(tag);
        assertThat(head.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, 0, 10, bytes 0-9/30000",
        "bytes=29990-, 206, 29990, 30000, bytes 29990-29999/30000",
        "bytes=-5, 206, 29995, 30000, bytes 29995-29999/30000",
        "bytes=5-99999999999, 206, 5, 30000, bytes 5-29999/30000",
        "bytes=-99999999999, 206, 0, 30000, bytes 0-29999/30000",
        "bytes=30000-, 416, 0, 0, bytes */30000",
        "bytes=-0, 416, 0, 0, bytes */30000",
        "'bytes=0-1,5-6', 200, 0, 30000,",
        "bytes=9-1, 200, 0, 30000,",
        "lines=0-1, 200, 0, 30000,",
        "bytes=99999999999999999999-, 200, 0, 30000,"
    })
    void aStretchIsSentWhereOneIsAskedFor(String range, int status, int from, int to, String contentRange) {
        Response answer = given().header("Range", range).get(PARTS + "2/picture.png");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
        assertThat(answer.asByteArray()).isEqualTo(Arrays.copyOfRange(PICTURE, from, to));
    }

    @Test
    void aStretchOfWhatMayHaveChangedIsSentWhole() {
        String tag = get(PARTS + "2/picture.png").header("ETag");
        for (String ifRange : new String[] {tag, "\"another\"", "Fri, 01 Mar 2024 00:00:00 GMT"}) {
            Response answer = given().header("Range", "bytes=0-0")
                    .header("If-Range", ifRange)
                    .get(PARTS + "2/picture.png");
            assertThat(answer.statusCode()).isEqualTo(ifRange.equals(tag) ? 206 : 200);
        }
        assertThat(given().header("Range", "bytes=0-0")
                        .head(PARTS + "2/picture.png")
                        .statusCode())
                .isEqualTo(200);
    }
}
