package org.salonarchive.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salonarchive.testing.Corpora;

class PipermailTextTest {

    private static final String VOLUME = "/archives/list/2025-July.txt.gz";
    private static final String LINE = "From ann at x.example  Tue Jul  1 10:00:00 2025";
    private static final String HEAD =
            "From: ann at x.example (Ann)\nDate: Tue, 1 Jul 2025 10:00:00 +0200\nSubject: Tea\n";

    private static boolean isOne(String source, String line, String message) {
        return PipermailText.isOne(source, line.getBytes(ISO_8859_1), message.getBytes(UTF_8));
    }

    @Test
    void knowsWhatMailmanWrites() {
        for (String rest : List.of(
                "\ntext",
                "Message-ID: <1@x>\n\ntext",
                "In-Reply-To: <0@x>\nMessage-ID: <1@x>\n\n",
                "\tfolded\nIn-Reply-To: <0@x>\nReferences: <0@x>\n\t<00@x>\nMessage-ID: <1@x>\n\nText\nX: y\n")) {
            assertThat(isOne("mbox", LINE, HEAD + rest)).as(rest).isTrue();
            assertThat(isOne("mbox", LINE, (HEAD + rest).replace("\n", "\r\n")))
                    .as(rest)
                    .isTrue();
        }
        assertThat(isOne("mbox", LINE.replace(" at ", " en "), HEAD.replace(" at ", " en ") + "\n"))
                .isTrue();
    }

    @Test
    void plainAddressesOnlyInAFileNamedAsAVolume() {
        String line = LINE.replace(" at ", "@");
        String head = HEAD.replace(" at ", "@") + "Message-ID: <1@x>\n\n";
        assertThat(isOne(VOLUME, line, head)).isTrue();
        assertThat(isOne("archive.zip!2025q3.txt", line, head)).isTrue();
        assertThat(isOne("https://x.example/pipermail/l/Week-of-Mon-20250630.txt", line, head))
                .isTrue();
        assertThat(isOne("/var/mail/ann", line, head)).isFalse();
        String old = "Date: Tue, 1 Jul 1999 10:00:00 +0200\nFrom: Ann ann@x.example\nSubject: Tea\n\n";
        String oldLine = "From ann@x.example Tue, 1 Jul 1999 10:00:00 +0200";
        assertThat(isOne(VOLUME, oldLine, old)).isTrue();
        assertThat(isOne("/var/mail/ann", oldLine, old)).isFalse();
        assertThat(isOne(VOLUME, oldLine, old.replace("Ann ann@x.example", "Ann <ann@x.example>")))
                .isFalse();
    }

    @Test
    void anythingElseIsAMailAsItWasReceived() {
        assertThat(isOne(VOLUME, LINE.replace("  Tue", " Tue"), HEAD + "\n")).isFalse();
        assertThat(isOne(VOLUME, LINE, HEAD + "To: l@x.example\n\n")).isFalse();
        assertThat(isOne(VOLUME, LINE, HEAD + "MIME-Version: 1.0\n\n")).isFalse();
        assertThat(isOne(VOLUME, LINE, "X-Pipermail: yes\n" + HEAD + "\n")).isFalse();
        assertThat(isOne(VOLUME, LINE, HEAD.replace("ann at", "eve at") + "\n")).isFalse();
        assertThat(isOne(VOLUME, LINE, "Date: Tue, 1 Jul 2025 10:00:00 +0200\n" + HEAD + "\n"))
                .isFalse();
        assertThat(isOne(VOLUME, LINE, HEAD + "Message-ID: <1@x>\nIn-Reply-To: <0@x>\n\n"))
                .isFalse();
        assertThat(isOne(VOLUME, "", HEAD + "\n")).isFalse();
        assertThat(isOne(VOLUME, "From " + "@".repeat(2_000_000), HEAD + "\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pipermail-gpsd-dev, 9631",
        "pipermail-gpt-usuarios, 858",
        "linux-mips-1996-2002.mbox.gz, 0",
        "blinux-2023-2026.mbox.gz, 0",
        "cocci-2019.mbox.gz, 0",
        "spamassassin-easy-ham-1.mbox.gz, 0",
        "linux-ntb-googlegroups.mbox.gz, 0",
        "3gpp-evs.listserv.mbox, 0",
        "notmuch-lkml.maildir.tar.gz, 0",
    })
    void ofRealListsOnlyPipermails(String list, int expected) throws IOException {
        int texts = 0;
        Path files = Corpora.require("corpora/lists/" + list);
        for (Source source : Sources.find(List.of(files)).sources()) {
            try (Reading reading = source.read(Optional.empty())) {
                for (Optional<SourceItem> item = reading.next(); item.isPresent(); item = reading.next()) {
                    texts += item.get().provenance().origin() == Origin.PIPERMAIL_TEXT ? 1 : 0;
                }
            }
        }
        assertThat(texts).isEqualTo(expected);
    }
}
