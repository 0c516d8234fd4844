package org.salonarchive.reader.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.salonarchive.reader.Site.get;
import static org.salonarchive.reader.Site.id;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.ingest.ImportReport;
import org.salonarchive.testing.Mhonarc;
import org.salonarchive.testing.PipermailFolder;
import org.salonarchive.testing.PipermailFolder.Attachment;
import org.salonarchive.testing.PipermailFolder.Mail;
import org.salonarchive.testing.PipermailFolder.Version;
import org.salonarchive.testing.PostgresResource;
import org.salonarchive.testing.TestList;

/** Whole archives, taken over as an operator does it and read as by somebody who has an old link. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
class TakeoverTest {

    private static final int COUNT = 40;
    private static final Pattern X_MESSAGE_ID = Pattern.compile("<!--X-Message-Id: (.*?) -->");

    private final TestList lists;

    @TempDir
    Path folder;

    TakeoverTest(TestList lists) {
        this.lists = lists;
    }

    /** Over three months, every third with an attachment. */
    private static List<Mail> mails(String host) {
        List<Mail> mails = new ArrayList<>();
        OffsetDateTime start = OffsetDateTime.parse("2012-01-05T09:00:00+01:00");
        for (int i = 0; i < COUNT; i++) {
            String parent = i % 4 == 0 ? "" : mails.get(i / 4 * 4).id();
            mails.add(new Mail(
                    "<" + i + "@" + host + ".example>",
                    parent,
                    "Person " + i % 5,
                    "p" + i % 5 + "@x.example",
                    start.plusHours(i * 48L),
                    (parent.isEmpty() ? "" : "Re: ") + "Stra\u00dfe " + i / 4,
                    "Text of " + i + ", d\u00e9j\u00e0 vu.\n",
                    i % 3 == 0
                            ? List.of(new Attachment("f" + i + ".png", "image/png", ("picture " + i).getBytes(UTF_8)))
                            : List.of()));
        }
        return mails;
    }

    private static String bare(String id) {
        return id.substring(1, id.length() - 1);
    }

    private static void leads(String from, String to) {
        Response answer = get(from);
        assertThat(answer.statusCode()).as(from).isEqualTo(301);
        assertThat(answer.header("Location")).as(from).isEqualTo(to);
    }

    private static long messages(String list) {
        return get("/" + list + "/index.json").jsonPath().getList("volumes.count", Integer.class).stream()
                .mapToLong(count -> count)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"V2_0, true, true", "V2_1_5, true, false", "V2_1_5, false, true", "V2_1_20, false, false"})
    void everyOldLinkOfPipermailLeadsToItsMessage(Version version, boolean mbox, boolean texts) throws IOException {
        String name = "old" + version.name().toLowerCase().replace("_", "") + mbox + texts;
        List<Mail> mails = mails(name);
        PipermailFolder archive = new PipermailFolder(folder.resolve(name), version, texts);
        archive.archive(mails.subList(0, 10));
        archive.skip(3);
        archive.archive(mails.subList(10, COUNT));
        if (mbox) {
            archive.mbox(mails);
        }
        assertThat(lists.fill(name, folder.resolve(name)).problems()).isEmpty();
        assertThat(messages(name)).isEqualTo(COUNT);
        for (Map.Entry<String, String> page : archive.targets().entrySet()) {
            leads(
                    "/pipermail/" + name + "/" + page.getKey(),
                    "/" + name + "/message/" + id(bare(page.getValue())) + "/");
        }
        // Mailman 2.0 left attachments where they were.
        assertThat(version == Version.V2_0 ? 14 : attachments(name)).isEqualTo(14);
        assertThat(lists.fill(name, folder.resolve(name)).added()).isZero();
    }

    /** How many files of the archive lead to what the messages carry, with the same bytes. */
    private long attachments(String name) throws IOException {
        Path list = folder.resolve(name);
        long found = 0;
        try (Stream<Path> files = Files.walk(list.resolve("attachments"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Response answer = get("/pipermail/" + name + "/" + list.relativize(file));
                assertThat(answer.statusCode()).as(file.toString()).isEqualTo(301);
                assertThat(get(answer.header("Location")).asByteArray()).isEqualTo(Files.readAllBytes(file));
                found++;
            }
        }
        return found;
    }

    /** The archive that Mailman 2 and MHonArc make together: with the mbox, with texts alone, with neither. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, true", "false, false"})
    void everyOldLinkOfTheFusionLeadsToItsMessage(boolean mbox, boolean texts) throws IOException {
        String name = "fused" + mbox + texts;
        List<Mail> mails = mails(name);
        Path list = Files.createDirectories(folder.resolve(name));
        PipermailFolder pipermail = new PipermailFolder(list, Version.V2_1_20, texts);
        if (texts) {
            // The list was Pipermail's alone once.
            pipermail.archive(mails);
        }
        if (mbox) {
            pipermail.mbox(mails);
        }
        Map<String, StringBuilder> volumes = new TreeMap<>();
        for (Mail mail : mails) {
            volumes.computeIfAbsent(PipermailFolder.volume(mail), none -> new StringBuilder())
                    .append("From x@x.example Fri Jan  1 00:00:00 2010\n")
                    .append(mail.original())
                    .append('\n');
        }
        for (Map.Entry<String, StringBuilder> volume : volumes.entrySet()) {
            Path month = Files.writeString(folder.resolve("month"), volume.getValue());
            Mhonarc.archive(list.resolve(volume.getKey()), month, "");
        }
        ImportReport report = lists.fill(name, list);
        assertThat(report.problems()).isEmpty();
        assertThat(messages(name)).isEqualTo(COUNT);
        int pages = 0;
        try (Stream<Path> files = Files.walk(list)) {
            for (Path page : (Iterable<Path>)
                    files.filter(file -> file.getFileName().toString().startsWith("msg"))::iterator) {
                Matcher id = X_MESSAGE_ID.matcher(Files.readString(page));
                assertThat(id.find()).isTrue();
                leads(
                        "/pipermail/" + name + "/" + list.relativize(page),
                        "/" + name + "/message/" + id(id.group(1).replace("&#45;", "-")) + "/");
                pages++;
            }
        }
        assertThat(pages).isEqualTo(COUNT);
        for (Map.Entry<String, String> page : pipermail.targets().entrySet()) {
            leads(
                    "/pipermail/" + name + "/" + page.getKey(),
                    "/" + name + "/message/" + id(bare(page.getValue())) + "/");
        }
    }

    /** What is read of pages gives way to the mail, and numbers stay. */
    @Test
    void theMailTakesThePlaceOfItsPages() throws IOException {
        List<Mail> mails = mails("later");
        PipermailFolder archive = new PipermailFolder(folder.resolve("later"), Version.V2_1_20, false);
        archive.skip(500);
        archive.archive(mails);
        lists.fill("later", folder.resolve("later"));
        String message = "/later/message/" + id("7@later.example") + ".json";
        assertThat(get(message).jsonPath().getString("rebuilt")).isEqualTo("pipermail-page");
        assertThat(get(message).jsonPath().getInt("number")).isEqualTo(507);
        archive.mbox(mails);
        lists.fill("later", folder.resolve("later"));
        assertThat(get(message).jsonPath().getString("rebuilt")).isNullOrEmpty();
        assertThat(get(message).jsonPath().getInt("number")).isEqualTo(507);
        assertThat(messages("later")).isEqualTo(COUNT);
        leads("/pipermail/later/2012-January/000507.html", "/later/message/" + id("7@later.example") + "/");
    }
}
