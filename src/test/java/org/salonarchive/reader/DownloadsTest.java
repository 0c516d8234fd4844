package org.salonarchive.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;
import static org.salonarchive.reader.Site.page;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** What can be taken away, and read again elsewhere. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class DownloadsTest {

    private static final String MBOX = """
            From mboxrd@z Tue Jul  1 10:00:00 2025
            Message-ID: <root@take.example>
            From: Marta Kowalczyk <marta@take.example>
            Date: Tue, 1 Jul 2025 12:00:00 +0200
            Subject: A port city
            \tupon the water

            Write to someone@take.example.

            >From the harbour nothing can be seen.

            From mboxrd@z Wed Jul  2 10:00:00 2025
            Message-ID: <reply@take.example>
            In-Reply-To: <root@take.example>
            References: <older@take.example>
            \t<root@take.example>
            From: "Grace (of the ferry) Tan" <grace@take.example>
            Date: Wed, 2 Jul 2025 10:00:00 +0000
            Subject: Re: A port city
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            The caf=C3=A9 by the quay.
            --b
            Content-Type: application/pdf; name="quay.pdf"
            Content-Disposition: attachment; filename="quay.pdf"

            %PDF
            --b--
            """;

    private final TestList lists;
    private final DataSource database;

    @TempDir
    Path folder;

    DownloadsTest(TestList lists, DataSource database) {
        this.lists = lists;
        this.database = database;
    }

    @BeforeEach
    void fillLists() throws SQLException {
        lists.fill("take", MBOX);
        lists.fill("taboo", MBOX.replace("take.example", "taboo.example").replace("ferry", "canaryword"));
        run("update mailing_list set access = 'private' where name = 'taboo'");
        run("update mailing_list set address_display = 'masked' where name = 'take'");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String unpacked(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aVolumeIsPipermailsText() throws IOException {
        String text = get("/take/2025-July.txt").asString();
        assertThat(text).startsWith("""
                From marta at take.example  Tue Jul  1 10:00:00 2025
                From: marta at take.example (Marta Kowalczyk)
                Date: Tue, 1 Jul 2025 12:00:00 +0200
                Subject: A port city upon the water
                Message-ID: <root@take.example>

                Write to someone at take.example.

                >From the harbour nothing can be seen.

                From grace at take.example  Wed Jul  2 10:00:00 2025
                From: grace at take.example (Grace (of the ferry) Tan)
                Date: Wed, 2 Jul 2025 10:00:00 +0000
                Subject: Re: A port city
                In-Reply-To: <root@take.example>
                References: <older@take.example>
                \t<root@take.example>
                Message-ID: <reply@take.example>

                The café by the quay.
                -------------- next part --------------
                A non-text attachment was scrubbed...
                Name: quay.pdf
                Type: application/pdf
                Size: 4 bytes
                Desc: not available
                URL: </""");
        assertThat(text).contains("/take/message/" + id("reply@take.example") + "/part/2/quay.pdf>\n");
        assertThat(unpacked(get("/take/2025-July.txt.gz").asByteArray())).isEqualTo(text);
        assertThat(get("/take/2025-July.txt").header("X-Robots-Tag")).isEqualTo("noindex");
    }

    @Test
    void thatTextCanBeReadAgain() throws IOException {
        Path file = folder.resolve("2025-July.txt.gz");
        Files.write(file, get("/take/2025-July.txt.gz").asByteArray());
        ImportReport report = lists.fill("taken-again", file);
        assertThat(report.read()).isEqualTo(2);
        Document again = page("/taken-again/message/" + id("reply@take.example") + "/");
        assertThat(again.select("h1").text()).isEqualTo("Re: A port city");
        assertThat(again.select(".body").text()).contains("The café by the quay.");
        assertThat(again.select("nav.steps a[rel=prev]").attr("href"))
                .endsWith("/message/" + id("root@take.example") + "/");
    }

    @Test
    void addressesAreInItAsTheListShowsThem() throws SQLException {
        run("update mailing_list set address_display = 'hidden' where name = 'take'");
        assertThat(get("/take/2025-July.txt").asString())
                .doesNotContain("marta@", "marta at", "someone@", "someone at")
                .contains("From: (address hidden) (Marta Kowalczyk)\n");
        run("update mailing_list set address_display = 'shown' where name = 'take'");
        assertThat(get("/take/2025-July.txt").asString()).contains("From: marta@take.example (Marta Kowalczyk)\n");
    }

    @Test
    void aWholeListAndWhatASearchFindsAreTheSameMailAgain() throws IOException {
        for (String address : List.of("/take/all.mbox.gz", "/take/search.mbox.gz?q=&after=2025-07")) {
            Path file = folder.resolve("again.mboxrd.gz");
            Files.write(file, get(address).asByteArray());
            ImportReport report = lists.fill("take", file);
            assertThat(report.read()).as(address).isEqualTo(2);
            assertThat(report.known()).as(address).isEqualTo(2);
        }
        assertThat(unpacked(get("/search.mbox.gz?from=take.example").asByteArray()))
                .contains("Message-ID: <reply@take.example>\n", "Message-ID: <root@take.example>\n");
        assertThat(unpacked(get("/take/search.mbox.gz?q=quay").asByteArray()))
                .contains("<reply@take.example>")
                .doesNotContain("Marta");
    }

    @Test
    void askingOnlyAboutAFileSendsNothing() {
        for (String address : List.of("/take/all.mbox.gz", "/take/2025-July.txt.gz", "/take/search.mbox.gz?q=quay")) {
            var head = io.restassured.RestAssured.given().head(address);
            assertThat(head.statusCode()).as(address).isEqualTo(200);
            assertThat(head.contentType()).as(address).isEqualTo("application/gzip");
            assertThat(head.asByteArray()).as(address).isEmpty();
        }
    }

    @Test
    void pagesLeadToWhatCanBeTakenAway() {
        assertThat(page("/take/").select("td.dl a, main > p a").eachAttr("href"))
                .contains("/take/2025-July.txt.gz", "/take/2025-July.mbox.gz", "/take/all.mbox.gz");
        assertThat(page("/take/2025-July/").select("nav a").eachAttr("href"))
                .contains("/take/2025-July.txt.gz", "/take/2025-July.mbox.gz");
        assertThat(page("/take/search?q=quay").select(".meta a").eachAttr("href"))
                .contains("/take/search.atom?q=quay", "/take/search.mbox.gz?q=quay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/taboo/all.mbox.gz",
                "/taboo/2025-July.txt",
                "/taboo/2025-July.txt.gz",
                "/taboo/search.mbox.gz?q=quay",
                "/taboo/search.atom?q=quay",
                "/taboo/sitemap-0.xml",
                "/take/2025-June.txt",
                "/take/2025-Juli.txt.gz",
                "/take/all.txt",
                "/take/search.mbox.gz",
                "/search.mbox.gz",
                "/search.atom",
                "/take/sitemap-7.xml"
            })
    void whatMayNotBeSeenIsNotThere(String address) {
        assertThat(get(address).statusCode()).isEqualTo(404);
        assertThat(get(address).asString()).doesNotContain("canaryword");
    }

    @Test
    void noSearchFindsWhatMayNotBeSeen() throws IOException {
        assertThat(unpacked(get("/search.mbox.gz?q=quay").asByteArray())).doesNotContain("canaryword", "taboo");
        assertThat(get("/search.atom?q=quay").asString()).doesNotContain("canaryword", "taboo");
        assertThat(get("/sitemap.xml").asString()).doesNotContain("taboo");
    }
}
