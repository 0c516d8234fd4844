package org.salonarchive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.salonarchive.reader.Site.mail;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** What is exported and imported again is the same, byte for byte. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class MailboxExportTest {

    private final TestList lists;
    private final MailingLists names;
    private final MailboxExport export;
    private final DataSource database;

    @TempDir
    Path folder;

    MailboxExportTest(TestList lists, MailingLists names, MailboxExport export, DataSource database) {
        this.lists = lists;
        this.names = names;
        this.export = export;
        this.database = database;
    }

    private static String head(int number) {
        return "Message-ID: <bytes" + number + "@example.org>\nFrom: A <a@example.org>\nDate: Fri, 1 Mar 2024 10:00:"
                + number + " +0000\nSubject: Number " + number + "\n\n";
    }

    /** Bodies that mailboxes like to harm. */
    private static List<byte[]> messages() {
        List<String> bodies = List.of(
                "Plain.\n",
                "From the start\n>From here\n>>>From there\n> From\nFrom: x\n",
                "\nFrom someone@example.org Fri Mar  1 00:00:00 2024\nSubject: inside\n\ntext\n",
                "No line end",
                "Ends with From ",
                "Many\n\n\n\n",
                "",
                "Carriage\r\nreturns\r\n\r\nFrom x\r\n",
                "8-bit \u00e9\u00ff\u0000 and nothing",
                "--mboxrd\nFrom mboxrd@z Fri Mar  1 00:00:00 2024\n",
                "x".repeat(200_000) + "\nFrom ");
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            messages.add((head(10 + i) + bodies.get(i)).getBytes(StandardCharsets.ISO_8859_1));
        }
        Random random = new Random(20261127);
        for (int i = 0; i < 30; i++) {
            StringBuilder body = new StringBuilder(head(22 + i));
            for (int line = random.nextInt(6); line >= 0; line--) {
                body.append(List.of("From ", ">From ", "\n", "a", "\r\n", ">", " From ")
                        .get(random.nextInt(7)));
            }
            messages.add(body.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return messages;
    }

    /** Each in a file of its own, so that none of them is read out of a mailbox. */
    private Path zip(List<byte[]> messages) throws IOException {
        Path file = folder.resolve("messages.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < messages.size(); i++) {
                zip.putNextEntry(new ZipEntry(String.format("%03d.eml", i)));
                zip.write(messages.get(i));
                zip.closeEntry();
            }
        }
        return file;
    }

    private static List<byte[]> read(Path mbox) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Reading reading = Sources.mailbox("again", mbox).read(Optional.empty())) {
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                messages.add(((RawMessage) item.get()).bytes());
            }
        }
        return messages;
    }

    @Test
    void givesEveryByteAgain() throws IOException {
        List<byte[]> messages = messages();
        ImportReport report = lists.fill("bytes", zip(messages));
        assertThat(report.added()).isEqualTo(messages.size());
        Path mbox = folder.resolve("out/bytes.mbox");
        MailboxExport.Report written = export.run(names.idOf("bytes").orElseThrow(), mbox, any -> {});
        assertThat(written).isEqualTo(new MailboxExport.Report(messages.size(), 0));
        List<byte[]> again = read(mbox);
        assertThat(again).hasSameSizeAs(messages);
        for (int i = 0; i < messages.size(); i++) {
            assertThat(new String(again.get(i), StandardCharsets.ISO_8859_1))
                    .as("message " + i)
                    .isEqualTo(new String(messages.get(i), StandardCharsets.ISO_8859_1));
        }
        assertThat(lists.fill("bytes", mbox).added()).isZero();
        Path packed = folder.resolve("bytes.mbox.gz");
        export.run(names.idOf("bytes").orElseThrow(), packed, any -> {});
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(mbox));
        }
    }

    /** Text of Pipermail stays what it is: it would keep an original from taking its place otherwise. */
    @Test
    void keepsWhatWasPutTogetherAgain() throws IOException, SQLException {
        Path text = Files.writeString(
                folder.resolve("2024-March.txt"),
                "From anna at example.org  Fri Mar  1 10:00:00 2024\nFrom: anna at example.org (Anna)\n"
                        + "Date: Fri, 1 Mar 2024 10:00:00 +0000\nSubject: [l] Put together\nMessage-ID: <put@example.org>\n\n"
                        + "A text.\n\n");
        lists.fill("text", text);
        Path mbox = folder.resolve("renamed.mbox");
        export.run(names.idOf("text").orElseThrow(), mbox, any -> {});
        assertThat(Files.readString(mbox)).startsWith("From mboxrd+pipermail-text@z Fri Mar  1 10:00:00 2024\n");
        lists.fill("text-again", mbox);
        assertThat(fidelities("text-again")).containsExactly(3);
    }

    private List<Integer> fidelities(String list) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement ask = connection.prepareStatement("""
                        select r.fidelity from list_message lm join raw_message r on r.id = lm.raw_id
                          join mailing_list l on l.id = lm.list_id where l.name = ?""")) {
            ask.setString(1, list);
            List<Integer> found = new ArrayList<>();
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            return found;
        }
    }

    @Test
    void leavesNoHalfFileBehind() throws IOException {
        lists.fill("half", mail("half@example.org", 1, "", "x"));
        Path blocked = Files.createDirectories(folder.resolve("taken.mbox/inside"));
        assertThat(catchThrowable(() -> export.run(names.idOf("half").orElseThrow(), blocked.getParent(), any -> {})))
                .isInstanceOf(IOException.class);
        assertThat(folder.resolve("taken.mbox.part")).doesNotExist();
    }
}
