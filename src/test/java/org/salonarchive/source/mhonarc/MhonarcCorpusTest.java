package org.salonarchive.source.mhonarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.testing.Corpora;
import org.salonarchive.testing.Mhonarc;

/**
 * Real lists, made into archives by the real MHonArc, come back with the same subjects, senders, dates, parents and
 * texts. What differs is lost in the pages: of mail in windows-1252 that calls itself ISO 8859-1 they have question
 * marks for curly quotes, undeclared UTF-8 is taken for ISO 8859-1, and in HTML some text that looks like an attribute is
 * emptied.
 */
class MhonarcCorpusTest {

    private static final int SINGLE = 337;

    @TempDir
    private Path folder;

    /** The last three: how many may differ in the sender, in attachments, in their text. */
    @ParameterizedTest
    @CsvSource({
        "batman-2020-2021, 984, 0, 0, 0",
        "cocci-2019, 908, 0, 0, 0",
        "ksummit-2021-2022, 932, 0, 0, 0",
        "blinux-2023-2026, 1750, 0, 0, 7",
        "linux-ntb-googlegroups, 1270, 1, 0, 2",
        "spamassassin-easy-ham-1, 2500, 0, 1, 33"
    })
    void listsComeBack(String list, int messages, int senders, int attachments, int texts) throws IOException {
        Path mailbox = folder.resolve(list + ".mbox");
        try (InputStream in =
                new GZIPInputStream(Files.newInputStream(Corpora.require("corpora/lists/" + list + ".mbox.gz")))) {
            Files.copy(in, mailbox);
        }
        Twins twins = compared(list, mailbox);

        assertThat(twins.missing).isZero();
        assertThat(twins.messages).isEqualTo(messages);
        assertThat(twins.count("subject")).isEqualTo(messages);
        assertThat(twins.count("date")).isEqualTo(messages);
        assertThat(twins.count("references")).isEqualTo(messages);
        assertThat(twins.count("sender")).isGreaterThanOrEqualTo(messages - senders);
        assertThat(twins.count("attachments")).isGreaterThanOrEqualTo(messages - attachments);
        assertThat(twins.count("text")).isGreaterThanOrEqualTo(messages - texts);
    }

    /** Single messages, half of which have an id; many are broken on purpose. */
    @Test
    void hardMessagesComeBack() throws IOException {
        Path mailbox = folder.resolve("mime.mbox");
        try (Stream<Path> files = Files.walk(Corpora.require("corpora/mime"));
                OutputStream out = Files.newOutputStream(mailbox)) {
            List<Path> messages = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            assertThat(messages).hasSize(SINGLE);
            for (Path message : messages) {
                String text = Files.readString(message, StandardCharsets.ISO_8859_1)
                        .replace("\r\n", "\n")
                        .replaceFirst("\\AFrom .*\n", "")
                        .replaceAll("(?m)^(>*From )", ">$1");
                out.write(("From x Tue Jul 22 10:00:00 2025\n" + text + "\n\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        Twins twins = compared("mime", mailbox);

        assertThat(twins.missing).isZero();
        assertThat(twins.messages).isEqualTo(168);
        assertThat(twins.count("subject")).isEqualTo(168);
        assertThat(twins.count("sender")).isEqualTo(168);
        assertThat(twins.count("date")).isEqualTo(168);
        assertThat(twins.count("references")).isGreaterThanOrEqualTo(167);
        assertThat(twins.count("attachments")).isGreaterThanOrEqualTo(165);
        assertThat(twins.count("text")).isGreaterThanOrEqualTo(148);
    }

    private Twins compared(String name, Path mailbox) throws IOException {
        Mhonarc.archive(folder.resolve("archive"), mailbox, "");
        Twins twins = Twins.of(mailbox, folder.resolve("archive"));
        System.out.println(name + ": " + twins);
        return twins;
    }
}
