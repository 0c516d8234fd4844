package org.salonarchive.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.salonarchive.source.LeftOutMessage.Why;

/** What mail programs and list servers leave, as they write it: Thunderbird, Google Takeout, Mailman 3. */
class LeftByOthersTest {

    private static final String TAKEOUT = "From 1761234567890123456@xxx Tue Mar 01 09:00:00 +0000 2011\n";

    @TempDir
    private Path folder;

    private Sources.Found found = new Sources.Found(List.of(), List.of());

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(ISO_8859_1));
    }

    private static String mail(int number) {
        return "From: a@x.org\nMessage-ID: <" + number + "@x.org>\nSubject: s\n\ntext " + number + "\n";
    }

    private List<SourceItem> items(Path path) throws IOException {
        found = Sources.find(List.of(path));
        List<SourceItem> items = new ArrayList<>();
        for (Source source : found.sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    items.add(item.get());
                }
                boolean again =
                        source.read(Optional.of(reading.checkpoint())).next().isPresent();
                assertThat(again)
                        .as("new in a second pass over " + source.name())
                        .isEqualTo(source instanceof Maildir maildir
                                && !maildir.files().isEmpty());
            }
        }
        return items;
    }

    /** Messages as text, what was left out as its reason, what could not be read as its. */
    private List<String> read(Path path) throws IOException {
        return items(path).stream().map(LeftByOthersTest::told).toList();
    }

    private static String told(SourceItem item) {
        if (item instanceof RawMessage message) {
            return new String(message.bytes(), ISO_8859_1);
        }
        return item instanceof LeftOutMessage left ? left.why().name() : item.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void takeoutIsSplitAndDated(String lineEnd) throws IOException {
        String head = "X-GM-THRID: 1761234567890123456\nX-Gmail-Labels: Inbox,Opened,\n Category updates\n";
        String text = mail(1) + "\nFrom here on it is text.\n";
        Path file = write(
                "All mail Including Spam and Trash.mbox",
                (TAKEOUT + head + text + "\n" + TAKEOUT.replace("+0000", "+0100") + head + mail(2) + "\n")
                        .replace("\n", lineEnd));
        List<SourceItem> items = items(file);
        assertThat(items.stream().map(LeftByOthersTest::told))
                .containsExactly((head + text).replace("\n", lineEnd), (head + mail(2)).replace("\n", lineEnd));
        assertThat(items.get(0).provenance().receivedAt()).contains(Instant.parse("2011-03-01T09:00:00Z"));
        assertThat(items.get(1).provenance().receivedAt()).contains(Instant.parse("2011-03-01T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Spam|SPAM",
                "Inbox,Spam|SPAM",
                "Trash,Unread|TRASH",
                "Sent,Drafts|DRAFT",
                "Chat|CHAT",
            })
    void whatGmailLabelsSoIsLeftOut(String labels, Why why) throws IOException {
        Path file = write(
                "Mail.mbox",
                TAKEOUT + "X-GM-THRID: 17\nX-Gmail-Labels: " + labels + "\n" + mail(1) + "\n" + TAKEOUT
                        + "X-GM-THRID: 18\nX-Gmail-Labels: Spamming,Inbox\n" + mail(2));
        assertThat(read(file))
                .containsExactly(why.name(), "X-GM-THRID: 18\nX-Gmail-Labels: Spamming,Inbox\n" + mail(2));
    }

    @Test
    void whatIsChosenIsTakenOver() throws IOException {
        String spam = "X-Gmail-Labels: Spam\n" + mail(1);
        String trash = "X-Gmail-Labels: Trash\n" + mail(2);
        Path file = write("Mail.mbox", TAKEOUT + spam + "\n" + TAKEOUT + trash);
        Source left = Sources.find(List.of(file)).sources().get(0);
        Source taken = Sources.with(List.of(left), Set.of(Why.SPAM)).get(0);

        Checkpoint without = pass(left, Optional.empty(), "SPAM", "TRASH");
        Checkpoint with = pass(taken, Optional.of(without), spam, "TRASH");
        pass(taken, Optional.of(with));
        pass(left, Optional.of(with), "SPAM", "TRASH");
    }

    private static Checkpoint pass(Source source, Optional<Checkpoint> after, String... told) throws IOException {
        try (Reading reading = source.read(after)) {
            List<String> items = new ArrayList<>();
            for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                items.add(told(item.get()));
            }
            assertThat(items).containsExactly(told);
            return reading.checkpoint();
        }
    }

    @Test
    void whatASenderWritesCountsForNothing() throws IOException {
        String sent = "Received: from x\nX-Gmail-Labels: Trash\nX-Mozilla-Status: 0009\n" + mail(1);
        assertThat(read(write("a.mbox", TAKEOUT + sent))).containsExactly(sent);
        assertThat(read(write("b.mbox", "From - Tue Mar 01 09:00:00 2011\n" + sent)))
                .containsExactly(sent);
        String first = "X-Mozilla-Status: 0009\nX-Gmail-Labels: Trash\n" + mail(1);
        assertThat(read(write("c.mbox", "From a@x.org Tue Mar 01 09:00:00 2011\n" + first)))
                .containsExactly(first);
    }

    private static String thunderbird(String status, int number) {
        return "X-Account-Key: account1\nX-UIDL: 1\nX-Mozilla-Status: " + status + "\nX-Mozilla-Status2: 00000000\n"
                + "X-Mozilla-Keys: " + " ".repeat(80) + "\n" + mail(number);
    }

    @Test
    void whatThunderbirdDeletedIsLeftOut() throws IOException {
        String line = "From - Tue Mar 01 09:00:00 2011\n";
        String onServer = "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00200000\n" + mail(4);
        Path file = write(
                "Lists",
                line + thunderbird("0001", 1) + "\n" + line + thunderbird("0009", 2) + "\n" + line
                        + thunderbird("1000", 3) + "\n" + line + onServer + "\n");
        assertThat(read(file)).containsExactly(thunderbird("0001", 1), "EXPUNGED", thunderbird("1000", 3), "EXPUNGED");
    }

    @Test
    void separatorsWithoutSenderAndDateAreThunderbirds() throws IOException {
        String quoted = thunderbird("0001", 2).replace("text", ">From me\n>>From you\ntext");
        Path file = write(
                "Lists",
                ("From \n" + thunderbird("0001", 1) + "\nFrom \n" + quoted + "\nFrom \n" + thunderbird("0008", 3)
                                + "\nFrom \n" + thunderbird("0001", 4) + "\n")
                        .replace("\n", "\r\n"));
        assertThat(read(file))
                .containsExactly(
                        thunderbird("0001", 1).replace("\n", "\r\n"),
                        quoted.replace(">From", "From").replace("\n", "\r\n"),
                        "EXPUNGED",
                        thunderbird("0001", 4).replace("\n", "\r\n"));
    }

    @Test
    void suchALineIsTextElsewhere() throws IOException {
        String smuggled = mail(1) + "\nFrom \n" + mail(2);
        Path file = write("list.mbox", "From a@x.org Tue Mar 01 09:00:00 2011\n" + smuggled);
        assertThat(read(file)).containsExactly(smuggled);
    }

    @Test
    void aProfileOfThunderbirdGivesItsMail() throws IOException {
        String line = "From - Tue Mar 01 09:00:00 2011\n";
        String local = "abc.default/Mail/Local Folders/";
        for (String noise : List.of(
                "abc.default/prefs.js",
                "abc.default/key4.db",
                "abc.default/abook.mab",
                "abc.default/global-messages-db.sqlite",
                "abc.default/extensions/addon.xpi",
                "abc.default/calendar-data/notes",
                local + "popstate.dat",
                local + "msgFilterRules.dat",
                local + "nstmp",
                local + "Salon.msf",
                local + "Trash.msf",
                local + "Salon.sbd/2011.msf")) {
            write(noise, "no mail at all");
        }
        write(local + "Salon", line + thunderbird("0001", 1));
        write(local + "Salon.sbd/2011", line + thunderbird("0001", 2));
        write(local + "Trash", line + thunderbird("0001", 3));
        write(local + "Trash.sbd/Old", line + thunderbird("0001", 4));
        write(local + "Unsent Messages", line + thunderbird("0001", 5));
        write("abc.default/ImapMail/imap.x.org/INBOX.msf", "no mail");
        write("abc.default/ImapMail/imap.x.org/INBOX/cur/1380000000000.eml", thunderbird("0001", 6));
        Files.createDirectories(folder.resolve("abc.default/ImapMail/imap.x.org/INBOX/tmp"));

        assertThat(read(folder.resolve("abc.default")))
                .containsExactlyInAnyOrder(thunderbird("0001", 1), thunderbird("0001", 2), thunderbird("0001", 6));
        assertThat(found.skipped())
                .anyMatch(reason -> reason.contains("profile of Thunderbird"))
                .anyMatch(reason -> reason.contains("Trash: a folder of Thunderbird"))
                .anyMatch(reason -> reason.contains("Trash.sbd: a folder of Thunderbird"))
                .anyMatch(reason -> reason.contains("Unsent Messages: a folder of Thunderbird"))
                .anyMatch(reason -> reason.contains("nstmp: no mail folder"))
                .noneMatch(reason -> reason.contains("abook") || reason.contains("calendar"));

        assertThat(read(folder.resolve(local + "Trash"))).containsExactly(thunderbird("0001", 3));
        assertThat(read(folder.resolve(local + "Trash.sbd"))).containsExactly(thunderbird("0001", 4));
    }

    @Test
    void mailmansPrototypeLeavesMaildirs() throws IOException {
        String list = "archives/prototype/salon@x.org/";
        String mail = "X-Mailman-Rule-Hits: member-moderation\nMessage-ID-Hash: ABC\n" + mail(1);
        write(list + "new/1380000000.M1P2Q3.lists.x.org", mail);
        write(list + "cur/1380000001.M1P2Q4.lists.x.org:2,S", mail(2));
        Files.createDirectories(folder.resolve(list + "tmp"));
        write("archives/hyperkitty/spool/1380000002.1+abc.pck", "pickled");

        assertThat(read(folder.resolve("archives"))).containsExactly(mail, mail(2));
        assertThat(found.skipped()).singleElement().asString().contains(".pck");
    }

    /** HyperKitty writes a message of its database, two empty lines after each, and quotes nothing. */
    @Test
    void hyperKittysExportIsSplit() throws IOException {
        String first = mail(1) + "From the beginning it was so.\n\nFrom now on, too.\n";
        String text = "From a@x.org Tue Mar  1 09:00:00 2011\n" + first + "\n\n"
                + "From b@x.org Tue Mar  1 10:00:00 2011\n" + mail(2) + "\n\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(ISO_8859_1));
        }
        Path file = Files.write(folder.resolve("salon@x.org-2011-03.mbox.gz"), bytes.toByteArray());
        List<SourceItem> items = items(file);
        assertThat(items.stream().map(LeftByOthersTest::told)).containsExactly(first + "\n", mail(2) + "\n");
        assertThat(items.get(1).provenance().receivedAt()).contains(Instant.parse("2011-03-01T10:00:00Z"));
    }
}
