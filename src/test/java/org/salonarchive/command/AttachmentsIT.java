package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.OfficeFile;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.Program;
import org.salonarchive.testing.TikaJars;

/** The packaged program finds messages by what stands in the documents that they carry. */
class AttachmentsIT {

    @TempDir
    Path folder;

    private final PostgresResource.Database database = PostgresResource.fresh();

    private Program salon() {
        return Program.on(folder.resolve("data"))
                .with("-Dquarkus.datasource.jdbc.url=" + database.url())
                .with("-Dquarkus.datasource.username=" + database.user())
                .with("-Dquarkus.datasource.password=" + database.password())
                .with("-Dquarkus.http.port=0");
    }

    private Path mbox(OfficeFile file) throws IOException {
        ByteArrayOutputStream mbox = new ByteArrayOutputStream();
        mbox.writeBytes("From x@y Mon Jan  6 10:00:00 2025\n".getBytes(StandardCharsets.US_ASCII));
        mbox.writeBytes(file.mail());
        return Files.write(folder.resolve(file.name() + ".mbox"), mbox.toByteArray());
    }

    private static void succeeds(Program program, String... arguments) throws IOException, InterruptedException {
        Program.Ended ended = program.run(arguments);
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    void documentsAreFoundThatWereImportedWithTikaOrBeforeIt() throws IOException, InterruptedException {
        Program withTika = salon().with("-Dsalon.search.tika=" + TikaJars.require());
        succeeds(
                salon(),
                "import",
                "--list",
                "office",
                mbox(OfficeFile.pdf("A zebra")).toString());
        succeeds(withTika, "rebuild", "search");
        succeeds(
                withTika,
                "import",
                "--list",
                "office",
                mbox(OfficeFile.docx("Two zebras")).toString());

        Path printed = folder.resolve("printed");
        Process process = salon().start(printed, "serve");
        try {
            URI search = Program.address(printed, process).resolve("office/search.json?q=zebra");
            String found = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(search).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(found).contains("\"total\":2");
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aNameThatLeadsNowhereIsToldAndStopsNothing() throws IOException, InterruptedException {
        Program.Ended ended = salon().with("-Dsalon.search.tika=" + folder.resolve("tika-app.jar"))
                .run(
                        "import",
                        "--list",
                        "office",
                        mbox(OfficeFile.pdf("A zebra")).toString());
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("SALON_SEARCH_TIKA names " + folder.resolve("tika-app.jar") + ", which is not there")
                .doesNotContain("\tat ");
    }
}
