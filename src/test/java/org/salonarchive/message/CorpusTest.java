package org.salonarchive.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.testing.Corpora;

/** Real mail parses, and what must be found in it is found. */
class CorpusTest {

    @Test
    void parsesEverySingleMessage() throws IOException {
        List<Path> mails;
        try (Stream<Path> files = Files.list(Corpora.require("corpora/mime"))) {
            mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
        }

        assertThat(mails).hasSizeGreaterThan(300).allSatisfy(mail -> isWhole(Files.readAllBytes(mail)));
    }

    /** Counted with the separators alone, which is enough here; ids that repeat come with other content. */
    @ParameterizedTest
    @CsvSource({
        "kernel-hardening-2019.mbox.gz, 1722, 1719",
        "blinux-2023-2026.mbox.gz, 1751, 1750",
        "batman-2020-2021.mbox.gz, 984, 984",
        "spamassassin-easy-ham-1.mbox.gz, 2500, 2500"
    })
    void parsesEveryMessageOfAList(String list, int messages, int contents) throws IOException {
        List<byte[]> mails = split(Corpora.require("corpora/lists/" + list));
        Set<ContentHash> hashes = new HashSet<>();
        for (byte[] mail : mails) {
            ParsedMessage message = isWhole(mail);
            hashes.add(message.contentHash());
            assertThat(message.from().address()).contains("@");
            assertThat(message.originationDate()).isPresent();
            assertThat(message.messageIdMade()).isFalse();
        }

        assertThat(mails).hasSize(messages);
        assertThat(hashes).hasSize(contents);
    }

    private static ParsedMessage isWhole(byte[] mail) {
        ParsedMessage message = new MessageParser().parse(mail);
        assertThat(MailFacts.of(message)).isNotEmpty();
        assertThat(message.parts()).isNotEmpty().extracting(BodyPart::number).doesNotHaveDuplicates();
        assertThat(message.text()).doesNotContain("\0").doesNotContain("\r");
        return message;
    }

    private static List<byte[]> split(Path mbox) throws IOException {
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(mbox))) {
            bytes = in.readAllBytes();
        }
        List<byte[]> mails = new ArrayList<>();
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        boolean afterBlank = true;
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=\n)")) {
            if (afterBlank && line.startsWith("From ")) {
                if (mail.size() > 0) {
                    mails.add(mail.toByteArray());
                }
                mail.reset();
            } else {
                mail.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            }
            afterBlank = line.equals("\n");
        }
        mails.add(mail.toByteArray());
        return mails;
    }
}
