package org.salonarchive.source.pipermail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.message.ParsedMessage;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;
import org.salonarchive.source.rebuilt.Digest;
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
