package org.salonarchive.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.testing.Program;

/** The packaged program takes lists out, and says why it does not. */
class ExportIT {

    @TempDir
    Path folder;

    @Test
    void takesAListOutAsFilesAndAsAMailbox() throws IOException, InterruptedException {
        Program salon = Program.on(folder.resolve("data"));
        Path mbox = Path.of("src/main/resources/sample/salon.mbox").toAbsolutePath();
        assertThat(salon.run("import", "--list", "sample", mbox.toString()).status())
                .isZero();

        Program.Ended written = salon.run(
                "export",
                "--list",
                "sample",
                "--mbox",
                folder.resolve("sample.mbox.gz").toString());
        assertThat(written.status()).as(written.output()).isZero();
        Program.Ended again = salon.run(
                "import", "--list", "sample", folder.resolve("sample.mbox.gz").toString());
        assertThat(again.status()).as(again.output()).isZero();
        assertThat(again.output()).containsPattern("new in sample +0\n");

        Path site = folder.resolve("site");
        Program.Ended exported = salon.run("export", "--list", "sample", "--static", site.toString());
        assertThat(exported.status()).as(exported.output()).isZero();
        assertThat(exported.output()).contains("Open ").doesNotContain("Exception");
        assertThat(site.resolve("sample/index.html")).content().contains("<h1");
        try (Stream<Path> files = Files.walk(site.resolve("sample/message"))) {
            assertThat(files.filter(file -> file.endsWith("index.html"))).isNotEmpty();
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException, InterruptedException {
        Program salon = Program.on(folder.resolve("data"));
        assertThat(salon.run("list", "create", "closed", "--access", "private").status())
                .isZero();
        Program.Ended hidden = salon.run(
                "export", "--list", "closed", "--static", folder.resolve("site").toString());
        assertThat(hidden.status()).isEqualTo(2);
        assertThat(hidden.output()).contains("is private").contains("--access public");
        Program.Ended unknown = salon.run(
                "export", "--list", "nobody", "--mbox", folder.resolve("x.mbox").toString());
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output()).contains("There is no list nobody.");
        Program.Ended undecided = salon.run("export", "--list", "closed");
        assertThat(undecided.status()).isEqualTo(2);
        assertThat(undecided.output()).contains("--mbox", "--static");
        Files.writeString(folder.resolve("file"), "x");
        Program.Ended blocked = salon.run(
                "export",
                "--list",
                "closed",
                "--mbox",
                folder.resolve("file/inside.mbox").toString());
        assertThat(blocked.status()).isEqualTo(3);
        assertThat(blocked.output()).contains("file").doesNotContain("\tat ");
    }
}
