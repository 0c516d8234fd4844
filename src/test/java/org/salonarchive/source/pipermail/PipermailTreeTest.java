package org.salonarchive.source.pipermail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Entities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Source;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.Sources;
import org.salonarchive.source.rebuilt.Digest;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.PipermailFolder;
import org.salonarchive.testing.PipermailFolder.Attachment;
import org.salonarchive.testing.PipermailFolder.Mail;
import org.salonarchive.testing.PipermailFolder.Version;

/** Whole archives of every version, with and without mbox and texts: each page leads to its message. */
class PipermailTreeTest {

    private static final int COUNT = 60;

    @TempDir
    Path folder;

    private final TreeReader reader = new TreeReader();

    private static List<Mail> mails(long seed) {
        Random random = new Random(seed);
        List<Mail> mails = new ArrayList<>();
        OffsetDateTime start = OffsetDateTime.parse("2010-05-15T09:00:00+02:00");
        for (int i = 0; i < COUNT; i++) {
            Mail answered = i > 3 && random.nextInt(3) > 0 ? mails.get(random.nextInt(i)) : null;
            String subject = i % 10 == 7 ? "Weekly report" : i % 13 == 5 ? "" : "[Salon] Stra\u00dfe <" + i + ">";
            List<Attachment> attachments = switch (i % 6) {
                case 2 -> List.of(new Attachment("tree.png", "image/png", random(random, 300)));
                case 4 ->
                    List.of(
                            new Attachment(
                                    "page.html", "text/html", ("<p>Number " + i + " &amp;\n</p>\n").getBytes(UTF_8)),
                            new Attachment("list.pdf", "application/pdf", random(random, 100)));
                default -> List.of();
            };
            mails.add(new Mail(
                    "<" + i + ".seed" + seed + "@host.example>",
                    answered == null ? "" : answered.id(),
                    i % 5 == 1 ? "Zo\u00eb Some" : "Person " + i % 5,
                    "P" + i % 5 + "@x.example",
                    start.plusSeconds(i * 40_000L + random.nextInt(3_000)).plusHours(i % 3),
                    answered == null ? subject : "Re: " + answered.subject(),
                    "Text of " + i + ", d\u00e9j\u00e0 vu \u2014 so.\n> quoted <b>\nWrite to a.b@x.example\n",
                    attachments));
        }
        return mails;
    }

    private static byte[] random(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<Source> found(Path path) throws IOException {
        return Sources.find(List.of(path)).sources();
    }

    private static Mail byId(List<Mail> mails, String id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst().orElseThrow();
    }

    /** Text as archives keep it: without what hides addresses. */
    private static String plain(String text) {
        return text.replace(" at ", "@").strip();
    }

    @ParameterizedTest
    @CsvSource({
        "V2_0, true, true",
        "V2_1_5, true, true",
        "V2_1_13, true, true",
        "V2_1_20, true, true",
        "V2_0, true, false",
        "V2_1_5, true, false",
        "V2_1_13, true, false",
        "V2_1_20, true, false",
        "V2_1_5, false, true",
        "V2_1_13, false, true",
        "V2_1_20, false, true",
        "V2_1_13, false, false",
        "V2_1_20, false, false",
    })
    void everyPageLeadsToItsMessage(Version version, boolean mbox, boolean texts) throws IOException {
        List<Mail> mails = mails(1);
        Path list = folder.resolve("private/salon");
        PipermailFolder archive = new PipermailFolder(list, version, texts);
        archive.skip(14);
        archive.archive(mails);
        if (mbox) {
            archive.mbox(mails);
        }
        reader.pass(found(list));
        assertThat(reader.troubles).isEmpty();
        assertThat(reader.targets()).isEqualTo(new TreeMap<>(archive.targets()));
        for (RawMessage message : reader.pages.values()) {
            ParsedMessage parsed = TreeReader.parsed(message);
            Mail mail = byId(mails, "<" + parsed.messageId().value() + ">");
            assertThat(message.provenance().origin()).isEqualTo(mbox ? Origin.RECEIVED : Origin.PIPERMAIL_PAGE);
            assertSame(parsed, mail);
            boolean known = mbox || texts;
            boolean inVolume = mail.inReplyTo().isEmpty()
                    || PipermailFolder.volume(mail).equals(PipermailFolder.volume(byId(mails, mail.inReplyTo())));
            if (known || inVolume) {
                assertAnswers(parsed, mail);
            }
        }
        int attachments = version == Version.V2_0
                ? 0
                : mails.stream().mapToInt(mail -> mail.attachments().size()).sum();
        assertThat(reader.files).hasSize(attachments);
        reader.files.forEach((path, message) -> {
            Mail mail = byId(mails, "<" + TreeReader.parsed(message).messageId().value() + ">");
            assertThat(mail.attachments())
                    .extracting(each -> sha256(each.content()))
                    .contains(reader.hashes.get(path));
        });
        assertThat(reader.pass(found(list))).isEmpty();
    }

    private Path archived(Version version, boolean texts, List<Mail> mails) throws IOException {
        Path list = folder.resolve("private/salon");
        new PipermailFolder(list, version, texts).archive(mails);
        return list;
    }

    @ParameterizedTest
    @CsvSource({
        "V2_0, true, true",
        "V2_1_5, true, false",
        "V2_1_20, true, true",
        "V2_0, false, true",
        "V2_1_5, false, true",
        "V2_1_13, false, false",
        "V2_1_20, false, true"
    })
    void ofATreeThatWasMadeAnewBesideItselfBothNumbersAreKept(Version version, boolean mbox, boolean texts)
            throws IOException {
        List<Mail> mails = mails(2);
        Path list = folder.resolve("salon");
        PipermailFolder archive = new PipermailFolder(list, version, texts);
        archive.archive(mails);
        archive.skip(3);
        archive.archive(mails);
        if (mbox) {
            archive.mbox(mails);
        }
        reader.pass(found(folder));
        assertThat(reader.troubles).isEmpty();
        assertThat(reader.pages).hasSize(2 * COUNT);
        if (version != Version.V2_0 || mbox) {
            assertThat(reader.targets()).isEqualTo(new TreeMap<>(archive.targets()));
        }
        archive.targets()
                .forEach((path, id) -> assertThat(
                                plain(TreeReader.parsed(reader.pages.get(path)).text()))
                        .isEqualTo(plain(byId(mails, id).body())));
        int messages = mbox ? 2 * COUNT : COUNT;
        assertThat(reader.given)
                .as("each once, and once more with its addresses")
                .hasSize(messages);
    }

    @Test
    void pagesOfOldVersionsHaveTheIdsThatRepliesName() throws IOException {
        List<Mail> mails = mails(3);
        Path list = archived(Version.V2_1_5, false, mails);
        reader.pass(found(list));
        int named = 0;
        for (Mail mail : mails) {
            boolean answered = mails.stream()
                    .anyMatch(other -> other.inReplyTo().equals(mail.id())
                            && PipermailFolder.volume(other).equals(PipermailFolder.volume(mail)));
            named += answered ? 1 : 0;
        }
        assertThat(reader.targets().values()).filteredOn(id -> !id.isEmpty()).hasSize(named);
        for (RawMessage message : reader.pages.values()) {
            ParsedMessage parsed = TreeReader.parsed(message);
            Mail mail = mails.stream()
                    .filter(each -> plain(each.body()).equals(plain(parsed.text())))
                    .findFirst()
                    .orElseThrow();
            assertSame(parsed, mail);
            assertThat(
                            parsed.messageIdMade()
                                    ? mail.id()
                                    : "<" + parsed.messageId().value() + ">")
                    .isEqualTo(mail.id());
        }
    }

    @Test
    void withoutPagesTheTextIsReadWithTheNumbersOfTheIndex() throws IOException {
        List<Mail> mails = mails(4);
        Path list = archived(Version.V2_1_20, true, mails);
        for (Path page : pagesIn(list)) {
            Files.delete(page);
        }
        reader.pass(found(list));
        assertThat(reader.troubles).isEmpty();
        assertThat(reader.targets().values())
                .containsExactlyInAnyOrderElementsOf(
                        mails.stream().map(Mail::id).toList());
        assertThat(reader.given)
                .hasSize(COUNT)
                .anyMatch(message -> message.provenance().origin() == Origin.PIPERMAIL_TEXT);
        assertThat(reader.files).isNotEmpty();
    }

    @Test
    void withoutPagesAndTextTheIndexIsToldToBeAllThereIs() throws IOException {
        Path list = archived(Version.V2_1_20, false, mails(4));
        for (Path page : pagesIn(list)) {
            Files.delete(page);
        }
        assertThat(reader.pass(found(list))).isEmpty();
        assertThat(reader.troubles).hasSize(2).allMatch(reason -> reason.contains("names pages that are not there"));
    }

    private static List<Path> pagesIn(Path list) throws IOException {
        try (Stream<Path> files = Files.walk(list)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6}\\.html"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theLongerOfTwoTextsIsRead() throws IOException {
        Path list = archived(Version.V2_1_5, true, mails(5));
        Path text = list.resolve("2010-May.txt");
        byte[] all = Files.readAllBytes(text);
        int half = new String(all, UTF_8).indexOf("\nFrom P", all.length / 2) + 1;
        Path compressed = list.resolve("2010-May.txt.gz");
        try (OutputStream out = Files.newOutputStream(compressed)) {
            for (byte[] part : List.of(Arrays.copyOf(all, half), Arrays.copyOfRange(all, half, all.length))) {
                GZIPOutputStream member = new GZIPOutputStream(out);
                member.write(part);
                member.finish();
            }
        }
        VolumeFiles files = new VolumeFiles(list.toRealPath(), "2010-May");
        assertThat(files.text()).get().asString().endsWith(".txt");
        Files.write(text, Arrays.copyOf(all, half));
        assertThat(files.text()).get().asString().endsWith(".txt.gz");
        reader.pass(found(list));
        assertThat(reader.targets().values()).allMatch(id -> !id.isEmpty()).hasSize(COUNT);
    }

    /** A message some seconds after another; who has an address for a name is nobody else. */
    private static Mail after(Mail first, int seconds, String id, String name, String subject, String body) {
        String address = name.contains("@") ? name : first.address();
        return new Mail(id, "", name, address, first.date().plusSeconds(seconds), subject, body, List.of());
    }

    @Test
    void theRestOfAMessageThatWasSplitIsPartOfItAgain() throws IOException {
        List<Mail> mails = new ArrayList<>(mails(6).subList(0, 4));
        Mail first = mails.get(0);
        String bogus = "bogus@does.not.exist.com";
        Mail split = after(first, 1, "<mailman.7.1.salon@x.example>", first.name(), "Cut", "The beginning.\n");
        Mail rest = after(first, 2, "<mailman.8.1.salon@x.example>", bogus, "", "And all the rest of it.\n");
        Mail other = after(first, 3, "<own@x.example>", first.name(), "Whole", "Another.\n");
        Mail stray = after(first, 4, "<mailman.9.1.salon@x.example>", bogus, "", "Nobody knows of what.\n");
        mails.addAll(List.of(split, rest, other, stray));
        Path list = archived(Version.V2_1_20, true, mails);
        reader.pass(found(list));
        assertThat(reader.given).hasSize(mails.size() - 1);
        RawMessage whole = reader.pages.get("2010-May/000004.html");
        assertThat(TreeReader.parsed(whole).text()).isEqualTo("The beginning.\n\nAnd all the rest of it.\n");
        assertThat(reader.pages.get("2010-May/000005.html")).isSameAs(whole);
        assertThat(TreeReader.parsed(reader.pages.get("2010-May/000007.html")).text())
                .contains("Nobody knows");
        for (Path page : pagesIn(list)) {
            Files.delete(page);
        }
        Files.delete(list.resolve("2010-May/thread.html"));
        TreeReader texts = new TreeReader();
        texts.pass(found(list));
        assertThat(texts.given).hasSize(mails.size() - 1);
        assertThat(texts.given.get(4).bytes())
                .asString()
                .contains("The beginning.")
                .contains("And all the rest");
    }

    @Test
    void twoMessagesWithOneIdAreBothKept() throws IOException {
        List<Mail> mails = new ArrayList<>(mails(12).subList(0, 6));
        Mail first = mails.get(1);
        mails.add(new Mail(
                first.id(),
                "",
                first.name(),
                first.address(),
                first.date().plusDays(2),
                "Other",
                "Other.\n",
                List.of()));
        reader.pass(found(archived(Version.V2_1_20, true, mails)));
        assertThat(reader.given).hasSize(7);
        assertThat(TreeReader.parsed(reader.pages.get("2010-May/000001.html")).text())
                .contains("Text of 1");
        assertThat(TreeReader.parsed(reader.pages.get("2010-May/000006.html")).text())
                .isEqualTo("Other.\n");
    }

    /** Real texts with the pages that Pipermail would have made of them: each number leads to the id in its block. */
    @ParameterizedTest
    @CsvSource({"pipermail-gpsd-dev, 9500", "pipermail-gpt-usuarios, 850"})
    void pagesFindTheirIdsInRealTexts(String corpus, int least) throws IOException {
        Path list = Files.createDirectories(folder.resolve("real"));
        Path texts = Corpora.require("corpora/lists/" + corpus);
        Map<String, String> expected = new TreeMap<>();
        int number = 0;
        try (Stream<Path> files = Files.list(texts)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String volume = file.getFileName().toString().replaceFirst("\\.txt.*", "");
                Files.copy(file, list.resolve(file.getFileName().toString()));
                Files.createDirectories(list.resolve(volume));
                try (Blocks blocks = new Blocks(file)) {
                    for (Optional<SourceItem> item = blocks.next(); item.isPresent(); item = blocks.next()) {
                        HeadFields fields = HeadFields.of(((RawMessage) item.get()).bytes());
                        String page = "%s/%06d.html".formatted(volume, number++);
                        expected.put(page, fields.id().orElse(""));
                        Files.writeString(list.resolve(page), pageOf(fields));
                    }
                }
            }
        }
        reader.pass(found(list));
        assertThat(expected).hasSizeGreaterThan(least);
        Map<String, String> wrong = new TreeMap<>(reader.targets());
        wrong.entrySet().removeIf(entry -> entry.getValue().equals(expected.get(entry.getKey())));
        wrong.keySet().removeIf(page -> expected.get(page).startsWith("<mailman."));
        assertThat(reader.pages).hasSameSizeAs(expected);
        assertThat(wrong).isEmpty();
    }

    /** A page of Mailman 2.1.5 of a message whose text says nothing. */
    private static String pageOf(HeadFields fields) throws IOException {
        String from = Entities.escape(fields.get("from").replaceFirst(" \\(.*", ""));
        String subject = Entities.escape(fields.subject());
        return "<html><head><title>" + subject + "</title></head><body><h1>" + subject + "</h1><b>Somebody</b> "
                + "<a href=\"mailto:l%40x.example?Subject=x&In-Reply-To=\">" + from + "</a><br>"
                + "<i>Mon May  3 10:00:00 CEST 2010</i><hr><!--beginarticle--><pre>Text</pre><!--endarticle--></body>";
    }

    @Test
    void nothingIsReadThatALinkLeadsToOutOfTheTree() throws IOException {
        Path secret =
                Files.writeString(folder.resolve("secret.html"), "<h1>S</h1><!--beginarticle--><pre>secret</pre>");
        List<Mail> mails = mails(7);
        Path list = archived(Version.V2_1_20, false, mails);
        List<Path> pages = pagesIn(list);
        Files.delete(pages.get(3));
        Files.createSymbolicLink(pages.get(3), secret);
        Path attachment;
        try (Stream<Path> files = Files.walk(list.resolve("attachments"))) {
            attachment = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
        Files.delete(attachment);
        Files.createSymbolicLink(attachment, secret);
        reader.pass(found(list));
        assertThat(reader.given)
                .hasSize(COUNT - 1)
                .noneMatch(message -> new String(message.bytes(), UTF_8).contains("secret"));
        assertThat(reader.troubles)
                .hasSize(2)
                .anyMatch(reason -> reason.contains("no file of this archive"))
                .anyMatch(reason -> reason.contains("There is no attachment attachments/"));
        Files.delete(attachment);
        assertThat(reader.pass(found(list))).isEmpty();
    }

    @Test
    void whatWasReadIsNotReadAgain() throws IOException {
        List<Mail> mails = mails(8);
        Path list = folder.resolve("salon");
        PipermailFolder archive = new PipermailFolder(list, Version.V2_1_20, true);
        archive.archive(mails.subList(0, 30));
        assertThat(reader.pass(found(list))).hasSize(30);
        assertThat(reader.pass(found(list))).isEmpty();
        archive.archive(mails.subList(30, 33));
        assertThat(reader.pass(found(list)))
                .extracting(
                        message -> "<" + TreeReader.parsed(message).messageId().value() + ">")
                .containsExactlyElementsOf(
                        mails.subList(30, 33).stream().map(Mail::id).toList());
        reader.given.forEach(message -> {
            ParsedMessage parsed = TreeReader.parsed(message);
            assertAnswers(parsed, byId(mails, "<" + parsed.messageId().value() + ">"));
        });
        archive.archive(mails.subList(33, COUNT));
        reader.pass(found(list));
        assertThat(reader.targets()).isEqualTo(new TreeMap<>(archive.targets()));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void killedAnywhereNothingIsLost(Version version) throws IOException {
        List<Mail> mails = mails(9);
        Path list = folder.resolve("salon");
        PipermailFolder archive = new PipermailFolder(list, version, true);
        archive.archive(mails);
        List<Path> pages = pagesIn(list);
        for (int i = 0; i < pages.size(); i += 7) {
            Files.delete(pages.get(i));
        }
        List<RawMessage> all = new ArrayList<>();
        for (int most = 1; most < COUNT; most++) {
            all.addAll(reader.pass(found(list), most % 5 + 1));
        }
        all.addAll(reader.pass(found(list)));
        assertThat(reader.pass(found(list))).isEmpty();
        TreeReader once = new TreeReader();
        once.pass(found(list));
        assertThat(all.stream().map(message -> Digest.of(message.bytes())).distinct())
                .containsExactlyInAnyOrderElementsOf(once.given.stream()
                        .map(message -> Digest.of(message.bytes()))
                        .toList());
        assertThat(reader.targets()).isEqualTo(once.targets());
        assertThat(once.pages).hasSize(COUNT);
    }

    @Test
    void aFolderOfSeveralListsIsToldAndALoneOneIsRead() throws IOException {
        archived(Version.V2_1_20, false, mails(10));
        assertThat(found(folder)).isNotEmpty();
        Files.createDirectories(folder.resolve("public"));
        Files.createSymbolicLink(folder.resolve("public/salon"), folder.resolve("private/salon"));
        assertThat(found(folder)).isNotEmpty();
        new PipermailFolder(folder.resolve("private/other"), Version.V2_1_20, false).archive(mails(11));
        assertThatThrownBy(() -> found(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 lists (other, salon)")
                .hasMessageContaining("Name the folder of one list");
        assertThat(found(folder.resolve("public/salon"))).isNotEmpty();
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Digest.sha256().digest(content));
    }

    private static void assertSame(ParsedMessage parsed, Mail mail) {
        assertThat(parsed.originationDate().orElseThrow().toInstant())
                .isEqualTo(mail.date().toInstant());
        assertThat(parsed.from().address()).isEqualTo(mail.address());
        assertThat(parsed.from().name()).isEqualTo(mail.name());
        assertThat(bare(parsed.subject())).isEqualTo(bare(mail.subject()));
        assertThat(plain(parsed.text())).isEqualTo(plain(mail.body()));
        assertThat(parsed.attachments()).hasSameSizeAs(mail.attachments());
    }

    private static String bare(String subject) {
        return subject.replaceFirst("^(Re:\\s*)+", "").replace("No subject", "");
    }

    private static void assertAnswers(ParsedMessage parsed, Mail mail) {
        assertThat(parsed.references())
                .extracting(reference -> "<" + reference.id().value() + ">")
                .isEqualTo(mail.inReplyTo().isEmpty() ? List.of() : List.of(mail.inReplyTo()));
    }
}
